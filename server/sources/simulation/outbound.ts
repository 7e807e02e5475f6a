import type { Baseline } from "#config/baseline-schema.ts";
import type { OutboundEnded, SourceId } from "#domain/contact-event.ts";
import { epochMs } from "#domain/time.ts";

import { SLOT_MINUTES, SLOT_MS, type Slot } from "./day-slots.ts";
import type { Random } from "./random.ts";

const OFFICE_HOURS = { from: 9, to: 18 };
const OFFICE_SLOTS = ((OFFICE_HOURS.to - OFFICE_HOURS.from) * 60) / SLOT_MINUTES;

/** The few calls that operators make. Only purposes that the house knows. */
export function outboundEvents(options: {
  readonly source: SourceId;
  readonly native: string;
  readonly slots: readonly Slot[];
  readonly purposes: readonly string[];
  readonly model: Baseline["outbound"];
  readonly random: Random;
}): OutboundEnded[] {
  const { source, native, slots, purposes, model, random } = options;
  const perSlot = model.perDay / OFFICE_SLOTS;
  const events: OutboundEnded[] = [];
  for (const { start, local } of slots) {
    if (local.hour < OFFICE_HOURS.from || local.hour >= OFFICE_HOURS.to) continue;
    for (let left = random.poisson(perSlot); left > 0; left -= 1) {
      const at = epochMs(start + Math.floor(random.uniform() * SLOT_MS));
      const purpose = random.pick(purposes, (name) => model.purposeShares[name] ?? 0);
      if (purpose !== undefined)
        events.push({
          source,
          id: `${native}/outbound/${events.length + 1}`,
          at,
          type: "outbound.ended",
          purpose,
        });
    }
  }
  return events;
}
