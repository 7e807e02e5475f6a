import type { House } from "#wire/house.ts";

import type { Speech } from "../view/speech.ts";

/** The document's title names a printed file; the page's margins on paper repeat it and whether it is invented. */
export function nameDocument(
  title: string,
  house: Pick<House, "simulated">,
  { words }: Pick<Speech, "words">,
): void {
  if (document.title === title) return;
  document.title = title;
  const { style } = document.documentElement;
  const mark = house.simulated ? `${words.simulation} · ${words.simulationMeans}` : "";
  style.setProperty("--ve-print-head", JSON.stringify(title));
  style.setProperty("--ve-print-mark", JSON.stringify(mark));
}
