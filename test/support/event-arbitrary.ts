import fc from "fast-check";

import { type HelplineEvent, type OpenContact, OUTCOMES, PHASES } from "#domain/contact-event.ts";
import { epochMs, seconds } from "#domain/time.ts";

import type { TestHouse } from "./core-houses.ts";

const CONTACTS = 4;
const keyOf = (n: number): string => n.toString(16).padStart(32, "0");

/**
 * A stretch of a day as a source might tell it, sense and nonsense mixed: answers
 * without arrivals, two ends, listings that contradict events, repeated ids never.
 * Times are whole milliseconds within `spanSeconds` around the house's morning.
 */
export function eventsOf(house: TestHouse, spanSeconds = 5_400): fc.Arbitrary<HelplineEvent[]> {
  const at = fc
    .integer({ min: 0, max: spanSeconds * 10 })
    .map((tenths) => epochMs(house.morning + tenths * 100));
  const contact = fc.integer({ min: 0, max: CONTACTS - 1 }).map(keyOf);
  const channel = fc.constantFrom(...house.channels);
  const language = fc.constantFrom(...house.languages);
  const duration = fc.integer({ min: 0, max: 300 }).map(seconds);
  const outcome = fc.constantFrom(...OUTCOMES);
  const count = fc.integer({ min: 0, max: 6 });
  const open: fc.Arbitrary<OpenContact> = fc.record({
    contact,
    channel,
    entry: fc.constant("phone"),
    phase: fc.constantFrom(...PHASES),
    since: at,
    language,
    queue: fc.constant("q_it"),
  });
  const body = fc.oneof(
    {
      weight: 6,
      arbitrary: fc.record({
        type: fc.constant("contact.arrived" as const),
        at,
        contact,
        channel,
        entry: fc.constant("phone"),
        language,
      }),
    },
    {
      weight: 6,
      arbitrary: fc.record({
        type: fc.constant("contact.queued" as const),
        at,
        contact,
        language,
        queue: fc.constantFrom("q_it", "q_en"),
      }),
    },
    {
      weight: 5,
      arbitrary: fc.record({ type: fc.constant("contact.answered" as const), at, contact, wait: duration }),
    },
    { weight: 2, arbitrary: fc.record({ type: fc.constant("contact.answered" as const), at, contact }) },
    {
      weight: 2,
      arbitrary: fc.record({
        type: fc.constant("contact.answered" as const),
        at,
        contact,
        estimated: fc.constant(true as const),
      }),
    },
    {
      weight: 5,
      arbitrary: fc.record({
        type: fc.constant("contact.ended" as const),
        at,
        contact,
        outcome,
        talk: duration,
      }),
    },
    {
      weight: 3,
      arbitrary: fc.record({ type: fc.constant("contact.ended" as const), at, contact, outcome }),
    },
    {
      weight: 1,
      arbitrary: fc.record({ type: fc.constant("contact.corrected" as const), at, contact, outcome }),
    },
    { weight: 1, arbitrary: fc.record({ type: fc.constant("contact.blacklisted" as const), at, contact }) },
    { weight: 3, arbitrary: fc.record({ type: fc.constant("contact.unconfirmed" as const), at, contact }) },
    { weight: 3, arbitrary: fc.record({ type: fc.constant("contact.returned" as const), at, contact }) },
    {
      weight: 1,
      arbitrary: fc.record({
        type: fc.constant("outbound.ended" as const),
        at,
        purpose: fc.constant("network"),
      }),
    },
    {
      weight: 1,
      arbitrary: fc.record({
        type: fc.constant("operators.changed" as const),
        at,
        channel,
        sequence: fc.integer({ min: 1, max: 9 }),
        counts: fc.option(
          fc.record({
            available: count,
            ringing: count,
            busy: count,
            wrapUp: count,
            paused: count,
            offline: count,
          }),
        ),
      }),
    },
    {
      weight: 4,
      arbitrary: fc.record({
        type: fc.constant("source.resynced" as const),
        at,
        open: fc.array(open, { maxLength: 4 }),
        covers: fc.subarray([...PHASES]),
        restarted: fc.boolean(),
      }),
    },
  );
  return fc
    .array(fc.tuple(body, fc.constantFrom("pbx-a", "pbx-b")), { minLength: 1, maxLength: 40, size: "max" })
    .map((bodies) =>
      bodies.map(([event, source], index): HelplineEvent => ({
        ...event,
        source,
        id: `e${index}`,
        ...ownContact(event, source),
      })),
    );
}

/** A contact belongs to one source: its pseudonym is made from both. */
function ownContact(event: object, source: string): { contact?: string; open?: OpenContact[] } {
  const mark = source === "pbx-a" ? "a" : "b";
  const owned = (key: string): string => `${mark}${key.slice(1)}`;
  const result: { contact?: string; open?: OpenContact[] } = {};
  if ("contact" in event && typeof event.contact === "string") result.contact = owned(event.contact);
  if ("open" in event && Array.isArray(event.open)) {
    const open: OpenContact[] = event.open;
    result.open = open.map((line) => Object.assign({}, line, { contact: owned(line.contact) }));
  }
  return result;
}

/** The same events in another order, some of them delivered more than once. */
export const shuffledCopies = (events: readonly HelplineEvent[]): fc.Arbitrary<HelplineEvent[]> =>
  fc
    .tuple(fc.shuffledSubarray([...events], { minLength: events.length }), fc.subarray([...events]))
    .chain(([order, copies]) =>
      fc.shuffledSubarray([...order, ...copies], { minLength: order.length + copies.length }),
    );
