import assert from "node:assert/strict";
import { describe, it } from "node:test";

import { CHANNELS, OPERATOR_STATES } from "#domain/contact-event.ts";

import {
  contactsOf,
  dayOf,
  daysFrom,
  type SeenContact,
  simulated1522,
  simulatedContacts,
  simulatedDayLine,
} from "../../../test/support/simulated-house.ts";
import { simulateDay } from "./simulate-day.ts";

const { calendar } = simulated1522;
const eachDay = [
  ...daysFrom(simulated1522, dayOf(simulated1522, 2025, 11, 20), 8),
  dayOf(simulated1522, 2026, 3, 29),
  dayOf(simulated1522, 2026, 10, 25),
  dayOf(simulated1522, 2028, 2, 29),
];
const numberOf = (contacts: readonly SeenContact[], ...outcomes: readonly SeenContact["outcome"][]): number =>
  contacts.filter(({ outcome }) => outcomes.includes(outcome)).length;

describe("a simulated day", () => {
  it("is the same bytes for the same seed and day, and others for another seed", () => {
    const day = dayOf(simulated1522, 2025, 11, 25);
    const bytes = JSON.stringify(simulateDay({ ...simulated1522, day }));
    assert.equal(JSON.stringify(simulateDay({ ...simulated1522, day })), bytes);
    assert.notEqual(JSON.stringify(simulateDay({ ...simulated1522, seed: "another", day })), bytes);
  });

  it("gives every event an id of its own, over days too", () => {
    const ids = eachDay.flatMap((day) => simulateDay({ ...simulated1522, day }).map(({ id }) => id));
    assert.equal(new Set(ids).size, ids.length);
  });

  for (const day of eachDay) {
    const events = simulateDay({ ...simulated1522, day });
    const contacts = contactsOf(events);

    it(`comes in order on ${day.key}, each contact from its arrival to its end`, () => {
      for (const [index, event] of events.entries()) assert.ok(event.at >= (events[index - 1]?.at ?? 0));
      for (const { arrivedAt, endedAt, times } of contacts) {
        assert.ok(arrivedAt >= day.start && arrivedAt < day.end);
        assert.deepEqual(
          times,
          times.toSorted((a, b) => a - b),
        );
        assert.equal(endedAt, times.at(-1));
        assert.ok(times.every(Number.isInteger));
      }
    });

    it(`adds up on ${day.key}`, () => {
      const calls = contacts.filter(({ channel }) => channel === "phone");
      const queued = calls.filter(({ queuedAt }) => queuedAt !== null);
      assert.equal(calls.length, numberOf(calls, "blacklisted", "closed-in-welcome") + queued.length);
      assert.equal(numberOf(calls, "blacklisted"), calls.filter(({ blacklisted }) => blacklisted).length);
      const answered = queued.filter(({ answeredAt }) => answeredAt !== null);
      assert.equal(queued.length, answered.length + numberOf(queued, "abandoned", "unanswered", "voicemail"));
      assert.equal(numberOf(calls, "completed"), answered.length);
      const chats = contacts.filter(({ channel }) => channel === "chat");
      assert.equal(chats.length, numberOf(chats, "completed", "abandoned", "closed-by-staff"));
    });

    it(`has as many busy operators as conversations on ${day.key}`, () => {
      const before = calendar.dayOf(calendar.at(...dateBefore(day.key), 12, 0));
      const all = [...simulatedContacts(simulated1522, [before]), ...contacts];
      for (const channel of CHANNELS) {
        const talks = all.filter((contact) => contact.channel === channel && contact.answeredAt !== null);
        let last = 0;
        for (const event of events) {
          if (event.type !== "operators.changed" || event.channel !== channel) continue;
          const now = event.at;
          const talking = talks.filter(
            (talk) => Number(talk.answeredAt) <= now && Number(talk.endedAt) > now,
          );
          const { counts } = event;
          assert.equal(counts?.busy, talking.length);
          assert.ok(OPERATOR_STATES.every((state) => (counts?.[state] ?? -1) >= 0));
          assert.ok(event.sequence > last);
          assert.ok(now >= day.start && now < day.end);
          last = event.sequence;
        }
        assert.ok(last > 0);
      }
    });
  }

  it("asks in a foreign language only while its desk is open", () => {
    const foreign = simulatedContacts(simulated1522, eachDay).filter(
      ({ language }) => language !== null && language !== "it",
    );
    assert.ok(foreign.length > 20);
    for (const { queuedAt, language, queue, channel } of foreign) {
      const { weekday, hour } = calendar.local(queuedAt ?? eachDay[0]!.start);
      assert.ok(weekday <= 5 && hour >= 8 && hour < 20);
      if (language === "ar") assert.ok(hour >= 10 && hour < 12);
      if (language === "de") assert.ok([1, 3, 5].includes(weekday));
      assert.equal(queue, `q_${language}`);
      assert.equal(channel, "phone");
    }
  });
});

describe("another house", () => {
  const days = daysFrom(simulatedDayLine, dayOf(simulatedDayLine, 2026, 4, 13), 14);
  const contacts = simulatedContacts(simulatedDayLine, days);

  it("gets no chats when it has none, and only its own entries, languages, queues and purposes", () => {
    assert.deepEqual(
      valuesOf(contacts, ({ channel }) => channel),
      ["phone"],
    );
    assert.deepEqual(
      valuesOf(contacts, ({ entry }) => entry),
      ["landline"],
    );
    assert.deepEqual(
      valuesOf(contacts, ({ language }) => language),
      ["en", "fr"],
    );
    assert.deepEqual(
      valuesOf(contacts, ({ queue }) => queue),
      ["english", "french"],
    );
    const events = days.flatMap((day) => simulateDay({ ...simulatedDayLine, day }));
    const purposes = events.flatMap((event) => (event.type === "outbound.ended" ? [event.purpose] : []));
    assert.deepEqual([...new Set(purposes)], ["transfer"]);
  });

  it("ends calls with the welcome message while no desk is open", () => {
    const { calendar: zone } = simulatedDayLine;
    const sunday = contacts.filter(({ arrivedAt }) => zone.local(arrivedAt).weekday === 7);
    assert.ok(sunday.length > 100);
    assert.ok(sunday.every(({ outcome }) => outcome === "blacklisted" || outcome === "closed-in-welcome"));
  });
});

function dateBefore(key: string): [number, number, number] {
  const [year = 0, month = 0, day = 0] = key.split("-").map(Number);
  return [year, month, day - 1];
}

function valuesOf(
  contacts: readonly SeenContact[],
  pick: (contact: SeenContact) => string | null,
): readonly string[] {
  return [...new Set(contacts.map(pick).filter((value) => value !== null))].toSorted();
}
