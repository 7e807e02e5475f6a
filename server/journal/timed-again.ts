import type { HelplineEvent } from "#domain/contact-event.ts";
import type { BusEvent } from "#engine/bus-ports.ts";

/**
 * A known event may have come here at another time than there, if its source's clock runs ahead: then
 * both times are kept, on every node the same. `null`: the time is the source's own, and known.
 */
export function timedAgain({ event, received }: BusEvent): HelplineEvent | null {
  return event.clamped !== undefined || event.at > received ? { ...event, clamped: "again" } : null;
}
