import type { Channel, Entry, Language, SourceId } from "#domain/contact-event.ts";

/** What a wall must know of the house it hangs in; changes only with the configuration. `GET /api/v1/house`. */
export interface House {
  readonly name: string;
  readonly timeZone: string;
  /** Languages of the page, the default first. */
  readonly locales: readonly string[];
  /** True: the figures are invented and the page must say so at all times. */
  readonly simulated: boolean;
  readonly speed: number;
  readonly languages: readonly Language[];
  readonly channels: readonly HouseChannel[];
  readonly sources: readonly HouseSource[];
}

export interface HouseChannel {
  readonly channel: Channel;
  readonly entries: readonly { readonly entry: Entry; readonly label: Readonly<Record<string, string>> }[];
  /** Ratio 0..1 to reach; the bar's mark. */
  readonly answerRateTarget: number | null;
  readonly serviceLevels: readonly { readonly thresholdMs: number; readonly target: number }[];
  readonly abandons: "against" | "ignored" | "credited";
  readonly shortAbandonMs: number;
  /** `leftOut`: a short abandon is in no rate. */
  readonly shortAbandons: "counted" | "leftOut";
}

export interface HouseSource {
  readonly source: SourceId;
  readonly kind: "asterisk" | "http-events" | "livehelperchat" | "simulation";
  /** What people call it, by locale: "centralino". */
  readonly label: Readonly<Record<string, string>>;
  readonly channels: readonly Channel[];
}
