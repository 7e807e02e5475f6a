import assert from "node:assert/strict";
import { createHmac } from "node:crypto";
import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { describe, it, type TestContext } from "node:test";

import { createCalendar } from "#domain/calendar.ts";
import { type EpochMs, epochMs } from "#domain/time.ts";

import { temporaryDirectory } from "../../test/support/temporary-directory.ts";
import { openPseudonyms } from "./pseudonyms.ts";

const calendar = createCalendar("Europe/Rome");
const rome = (text: string): EpochMs => epochMs(Date.parse(text));
const noon = rome("2026-11-25T12:00:00+01:00");
const beforeMidnight = rome("2026-11-25T23:59:59.500+01:00");
const afterMidnight = rome("2026-11-26T00:00:00.500+01:00");

/** Pseudonyms in a directory of their own, a clock to move, and the contacts that the board knows. */
function house(t: TestContext, now = noon, directory = temporaryDirectory(t)) {
  const known = new Set<string>();
  const clock = { now };
  const open = () =>
    openPseudonyms({
      directory,
      now: () => clock.now,
      dayOf: (at) => calendar.dayOf(at),
      isKnown: (contact) => known.has(contact),
    });
  return { directory, known, clock, open, pseudonyms: open() };
}

const storedDays = (directory: string) => readdirSync(path.join(directory, "day-keys")).sort();

describe("pseudonyms", () => {
  it("are HMAC-SHA256 of source and id under the key of the day", (t) => {
    const { directory, pseudonyms } = house(t);
    const key = readFileSync(path.join(directory, "day-keys", "2026-11-25.key"));
    const expected = createHmac("sha256", key).update("3:pbx1732.1").digest("hex").slice(0, 32);
    assert.equal(pseudonyms.event("pbx", "1732.1", noon), expected);
    assert.equal(pseudonyms.contact("pbx", "1732.1", noon), expected);
  });

  it("do not mix up where the source ends and the id begins", (t) => {
    const { pseudonyms } = house(t);
    assert.notEqual(pseudonyms.event("pbx1", "23", noon), pseudonyms.event("pbx", "123", noon));
    assert.notEqual(pseudonyms.contact("pbx1", "23", noon), pseudonyms.contact("pbx", "123", noon));
  });

  it("are the same after a restart", (t) => {
    const { pseudonyms, open } = house(t);
    const contact = pseudonyms.contact("pbx", "a", noon);
    pseudonyms.close();
    assert.equal(open().contact("pbx", "a", noon), contact);
  });

  it("differ from day to day for the same id", (t) => {
    const { clock, pseudonyms } = house(t, beforeMidnight);
    const today = pseudonyms.event("pbx", "a", beforeMidnight);
    clock.now = afterMidnight;
    assert.notEqual(pseudonyms.event("pbx", "a", afterMidnight), today);
    assert.equal(pseudonyms.event("pbx", "a", beforeMidnight), today);
  });

  it("stay with a contact that arrived before midnight, also after a restart", (t) => {
    const { known, clock, pseudonyms, open } = house(t, beforeMidnight);
    const contact = pseudonyms.contact("pbx", "a", beforeMidnight);
    known.add(contact);
    clock.now = afterMidnight;
    assert.equal(pseudonyms.contact("pbx", "a", afterMidnight), contact);
    pseudonyms.close();
    assert.equal(open().contact("pbx", "a", afterMidnight), contact);
  });

  it("stay with a contact across midnight when its arrival is not committed yet", (t) => {
    const { clock, pseudonyms } = house(t, beforeMidnight);
    const contact = pseudonyms.contact("pbx", "a", beforeMidnight);
    clock.now = afterMidnight;
    assert.equal(pseudonyms.contact("pbx", "a", afterMidnight), contact);
  });

  it("stay with a contact whose answer came first and whose arrival was yesterday", (t) => {
    const { known, pseudonyms, open } = house(t, afterMidnight);
    const contact = pseudonyms.contact("pbx", "a", afterMidnight);
    known.add(contact);
    pseudonyms.close();
    assert.equal(open().contact("pbx", "a", beforeMidnight), contact);
  });

  it("are of tomorrow for a source whose clock is ahead at midnight, and the same when tomorrow has come", (t) => {
    const { clock, pseudonyms } = house(t, beforeMidnight);
    const id = pseudonyms.event("pbx", "a", afterMidnight);
    clock.now = afterMidnight;
    assert.equal(pseudonyms.event("pbx", "a", afterMidnight), id);
  });

  it("use the key of the present day for a time outside the kept days", (t) => {
    const { pseudonyms } = house(t);
    const present = pseudonyms.event("pbx", "a", noon);
    assert.equal(pseudonyms.event("pbx", "a", rome("2026-11-20T12:00:00+01:00")), present);
    assert.equal(pseudonyms.event("pbx", "a", rome("2027-11-20T12:00:00+01:00")), present);
  });

  for (const { day, midnight, stillKept, gone } of [
    {
      day: "2026-11-25",
      midnight: "2026-11-25T00:00:00+01:00",
      stillKept: "2026-11-26T23:59:59+01:00",
      gone: "2026-11-27T00:00:00+01:00",
    },
    {
      day: "2026-10-25",
      midnight: "2026-10-25T00:00:00+02:00",
      stillKept: "2026-10-26T23:59:59+01:00",
      gone: "2026-10-27T00:00:00+01:00",
    },
    {
      day: "2027-03-28",
      midnight: "2027-03-28T00:00:00+01:00",
      stillKept: "2027-03-29T23:59:59+02:00",
      gone: "2027-03-30T00:00:00+02:00",
    },
  ])
    it(`destroy the key of ${day} when the day after it is over`, (t) => {
      const { directory, clock, pseudonyms } = house(t, rome(midnight));
      clock.now = rome(stillKept);
      pseudonyms.rotate(clock.now);
      assert.ok(storedDays(directory).includes(`${day}.key`));
      pseudonyms.rotate(rome(gone));
      assert.ok(!storedDays(directory).includes(`${day}.key`));
    });

  it("destroy old keys at a start after a long stop", (t) => {
    const { directory, pseudonyms, clock, open } = house(t);
    pseudonyms.close();
    clock.now = rome("2026-12-24T12:00:00+01:00");
    open();
    assert.deepEqual(storedDays(directory), ["2026-12-23.key", "2026-12-24.key"]);
  });
});
