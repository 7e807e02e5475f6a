import type { Freshness } from "../format/freshness.ts";
import type { Speech } from "./speech.ts";

/** Why there is no figure: since when it stands, that nothing was ever heard, or that nobody is there. */
export function standingText(state: Freshness, { words, formats }: Speech): string {
  if ("sinceMs" in state) return words.standsSince(formats.clockSeconds(state.sinceMs));
  return state.level === "unconnected" ? words.notConnected : words.noData;
}
