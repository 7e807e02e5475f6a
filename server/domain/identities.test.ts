import assert from "node:assert/strict";
import { describe, it } from "node:test";

import { naiveDay, type NaiveDay, romeMidnight } from "../../test/support/naive-day.ts";
import { seededRandom } from "../../test/support/seeded-random.ts";
import { Board } from "./board.ts";
import { createCalendar } from "./calendar.ts";
import type { ContactFact } from "./contact-event.ts";
import type { Fate } from "./contact-story.ts";
import { answeredWaits, talkTime } from "./metrics.ts";
import { epochMs, hours, later, seconds } from "./time.ts";

const calendar = createCalendar("Europe/Rome");
const rule = { thresholds: [seconds(20)], shortAbandon: seconds(5) };
/** How a chat cannot end, and how a phone call cannot. */
const NEVER_A_CHAT = new Set(["voicemail", "blacklisted", "closed-in-welcome"]);
const NEVER_A_CALL = new Set(["bot-only"]);

for (const seed of [1, 2, 3]) {
  describe(`at every event of a random day (seed ${seed})`, () => {
    const day = naiveDay(
      seededRandom(seed),
      { start: romeMidnight(2026, 10, 25), end: romeMidnight(2026, 10, 26) },
      { instants: 0, borders: [5_000, 20_000] },
    );

    it("calls that arrived are those blocked, lost or turned away before a queue, in welcome, and queued", () => {
      follow(day, "phone", (fate, seen) => {
        assert.equal(fate("botOnly"), 0);
        const beforeQueue =
          fate("blacklisted") + fate("closedInWelcome") + fate("interruptedBeforeQueue") + fate("inWelcome");
        assert.equal(seen.arrived, beforeQueue + seen.queued);
        assert.equal(
          seen.queued,
          fate("answered") +
            fate("abandoned") +
            fate("unanswered") +
            fate("voicemail") +
            fate("interruptedWaiting") +
            fate("waiting"),
        );
        assert.equal(seen.net, seen.arrived - fate("blacklisted"));
      });
    });

    it("chats that started are those answered, lost, closed, left to the bot, with the bot, and waiting", () => {
      follow(day, "chat", (fate, seen) => {
        assert.equal(
          seen.arrived,
          fate("answered") +
            fate("abandoned") +
            fate("unanswered") +
            fate("botOnly") +
            fate("inWelcome") +
            // Cut off while it waited, and its queueing is told later.
            fate("interruptedBeforeQueue") +
            fate("interruptedWaiting") +
            fate("waiting"),
        );
        assert.equal(seen.net, seen.arrived);
      });
    });
  });
}

interface Seen {
  /** Contacts of the day whose arrival was told, and those of which an event tells that they reached a queue. */
  readonly arrived: number;
  readonly queued: number;
  /** The end of the day's line of arrivals. */
  readonly net: number;
}

/** Tells a board one event after the other; after each, `check` is asked of that day and of the one before. */
function follow(
  day: NaiveDay,
  channel: "phone" | "chat",
  check: (fate: (name: Fate) => number, seen: Seen) => void,
): void {
  const facts = day.deliveries.map(({ event }) => event).filter((event) => "contact" in event);
  const board = new Board({ rules: { [channel]: rule }, calendar });
  const told = new Map<string, ContactFact[]>();
  let checks = 0;
  for (const event of facts.filter(({ contact }) => isLikely(channel, facts, contact))) {
    board.apply(event);
    told.set(event.contact, [...(told.get(event.contact) ?? []), event]);
    for (const at of [day.start, day.start - 1]) {
      const local = board.dayOf(epochMs(at));
      const tally = board.channel(channel)?.dayTally(local) ?? assert.fail();
      const ofDay = [...told.values()].filter((own) =>
        own.some(
          (fact) =>
            fact.type === "contact.arrived" &&
            fact.channel === channel &&
            fact.at >= local.start &&
            fact.at < local.end,
        ),
      );
      check((name) => tally.fate(name), {
        arrived: ofDay.length,
        queued: ofDay.filter(reachedQueue).length,
        net: tally.arrivals.reduce((sum, count) => sum + count, 0),
      });
      checks += 1;
    }
  }
  assert.ok(checks > 100);
}

function isLikely(channel: "phone" | "chat", facts: readonly ContactFact[], contact: string): boolean {
  const own = facts.filter((fact) => fact.contact === contact);
  const never = channel === "chat" ? NEVER_A_CHAT : NEVER_A_CALL;
  const isOdd = own.some((fact) => "outcome" in fact && never.has(fact.outcome));
  if (channel === "phone" || isOdd) return !isOdd;
  const isCutOff = own.some((fact) => "outcome" in fact && fact.outcome === "interrupted");
  return !own.some(({ type }) => type === "contact.blacklisted") && !(isCutOff && !reachedQueue(own));
}

/** A queue that refused the contact counts. A blacklisted one reached none, whatever is told of it. */
function reachedQueue(own: readonly ContactFact[]): boolean {
  // Who came back has not ended before.
  const backAt = Math.max(0, ...own.filter(({ type }) => type === "contact.returned").map(({ at }) => at));
  const since = own.filter(({ at }) => at > backAt);
  const outcome =
    since.find((fact) => fact.type === "contact.corrected")?.outcome ??
    since.find((fact) => fact.type === "contact.ended")?.outcome;
  if (outcome === "blacklisted" || own.some(({ type }) => type === "contact.blacklisted")) return false;
  const ends = ["completed", "abandoned", "unanswered", "voicemail", "closed-by-staff"];
  return (
    own.some(({ type }) => type === "contact.queued" || type === "contact.answered") ||
    (outcome !== undefined && ends.includes(outcome))
  );
}

describe("a call that crosses midnight", () => {
  const cases = [
    { name: "25 October 2026", date: [2026, 10, 25], length: 25 },
    { name: "28 March 2027", date: [2027, 3, 28], length: 23 },
    { name: "29 February 2028", date: [2028, 2, 29], length: 24 },
    { name: "New Year's Eve", date: [2026, 12, 31], length: 24 },
    { name: "New Year", date: [2027, 1, 1], length: 24 },
  ] satisfies { name: string; date: [number, number, number]; length: number }[];
  for (const { name, date, length } of cases) {
    const day = calendar.dayOf(calendar.at(...date, 12, 0));
    it(`${name} has ${length} hours`, () => {
      assert.equal(day.end - day.start, hours(length));
      assert.equal(day.start, romeMidnight(...date));
    });
    for (const midnight of [day.start, day.end])
      it(`belongs to the day before midnight, and to the windows after it (at ${midnight})`, () => {
        const board = new Board({ rules: { phone: rule }, calendar });
        const fact = { source: "pbx", contact: "0".repeat(31) + "1" };
        const at = (offset: number) => epochMs(midnight + offset);
        board.apply({
          ...fact,
          id: "1",
          type: "contact.arrived",
          at: at(-10_000),
          channel: "phone",
          entry: "phone",
        });
        board.apply({
          ...fact,
          id: "2",
          type: "contact.queued",
          at: at(-5_000),
          language: "it",
          queue: "q",
        });
        board.apply({ ...fact, id: "3", type: "contact.answered", at: at(30_000) });
        board.apply({ ...fact, id: "4", type: "contact.ended", at: at(600_000), outcome: "completed" });
        const phone = board.channel("phone") ?? assert.fail();
        const [before, after] = [board.dayOf(at(-1)), board.dayOf(at(0))];
        assert.deepEqual([before.end, after.start], [midnight, midnight]);
        assert.deepEqual(
          [phone.dayTally(before).fate("answered"), phone.dayTally(after).fate("answered")],
          [1, 0],
        );
        assert.equal(phone.dayTally(before).arrivals.at(-1), 1);
        const now = later(at(0), seconds(900));

        assert.deepEqual(answeredWaits(phone.windowTally(now, seconds(900))).average, seconds(35));
        assert.equal(answeredWaits(phone.dayTallyAt(after, now)).n, 0);
        assert.equal(answeredWaits(phone.dayTallyAt(before, now)).average, seconds(35));
        assert.deepEqual(talkTime(phone.windowTally(now, seconds(900))).total, seconds(570));
      });
  }
});
