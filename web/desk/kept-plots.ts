import type { PlotData } from "../format/plot-data.ts";

/** What plots draw, made anew only when what it is made of is another object: so that they stay as they are. */
export class KeptPlots {
  readonly #kept = new Map<string, { readonly from: unknown; readonly data: PlotData }>();

  of(name: string, from: unknown, make: () => PlotData): PlotData {
    const kept = this.#kept.get(name);
    if (kept && kept.from === from) return kept.data;
    const data = make();
    this.#kept.set(name, { from, data });
    return data;
  }
}
