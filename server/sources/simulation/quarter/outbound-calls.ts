import type { Baseline } from "#config/baseline-schema.ts";
import type { OutboundEnded, SourceId } from "#domain/contact-event.ts";
import { epochMs } from "#domain/time.ts";

import { SLOT_MS } from "../day-slots.ts";
import type { Random } from "../random.ts";
import { spread } from "./draws.ts";
import type { QuarterDay } from "./quarter-days.ts";

/** Local hours in which operators call services and authorities; `to` is not included. */
const OFFICE_HOURS = { from: 9, to: 18 };

/** The calls that operators make, as many as the report says, day by day. Only purposes that the house knows. */
export function outboundCalls(options: {
  readonly days: readonly QuarterDay[];
  readonly total: number;
  readonly source: SourceId;
  readonly nativeOf: (day: QuarterDay) => string;
  readonly purposes: readonly string[];
  readonly shares: Baseline["outbound"]["purposeShares"];
  readonly random: Random;
}): OutboundEnded[][] {
  const { days, total, source, nativeOf, purposes, shares, random } = options;
  const counts = spread(
    total,
    days.map(() => 1),
    random,
  );
  return days.map((day, index) => {
    const office = day.slots.filter(
      ({ local }) => local.hour >= OFFICE_HOURS.from && local.hour < OFFICE_HOURS.to,
    );
    return Array.from({ length: counts[index] ?? 0 }, (_, call) => {
      const start = random.pick(office, () => 1)?.start ?? day.day.start;
      return {
        source,
        id: `${nativeOf(day)}/outbound/${call + 1}`,
        at: epochMs(start + Math.floor(random.uniform() * SLOT_MS)),
        type: "outbound.ended",
        // None of the house's purposes may be known: then the first has them all.
        purpose: random.pick(purposes, (name) => shares[name] ?? 0) ?? purposes[0] ?? "other",
      };
    });
  });
}
