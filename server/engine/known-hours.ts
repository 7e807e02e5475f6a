import type { Channel, SourceId } from "#domain/contact-event.ts";
import type { EpochMs } from "#domain/time.ts";

import type { LedgerPage } from "./ports.ts";

/** Hours of which anything is known of the channel: a source that feeds it, or fed it once, was in touch. */
export function knownHoursOf(
  channel: Channel,
  page: LedgerPage,
  feeding: readonly SourceId[],
): ReadonlySet<EpochMs> {
  const sources = new Set<SourceId>(feeding);
  for (const cell of page.cells) if (cell.channel === channel) sources.add(cell.source);
  return new Set(page.hours.filter(({ source }) => sources.has(source)).map(({ hour }) => hour));
}
