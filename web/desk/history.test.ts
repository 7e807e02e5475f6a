import assert from "node:assert/strict";
import { describe, it } from "node:test";

import type { DayOfHours } from "#wire/history.ts";

import { dayHistoryOf } from "../../test/support/histories.ts";
import { house1522 } from "../../test/support/houses.ts";
import { cameText } from "./came-text.ts";
import { deskSpeechFor } from "./desk-speech.ts";
import { lastYearLine } from "./history-plot.ts";
import { netByClock } from "./stretch-words.ts";

const it1522 = deskSpeechFor("it", house1522);
const phoneOf = (day: DayOfHours) => {
  const phone = day.channels.find(({ channel }) => channel === "phone");
  assert.ok(phone);
  return phone.stretches;
};

describe("what came lately, in a sentence", () => {
  const counts = {
    net: 154,
    answered: 103,
    abandoned: 4,
    unanswered: 2,
    voicemail: 1,
    notQueued: 42,
    undecided: 2,
  };
  it("tells answers of those that left the queue, as the rate of a report does", () =>
    assert.equal(
      cameText("phone", counts, it1522),
      "154 chiamate. 103 risposte su 110 uscite dalla coda (93,6%).",
    ));
  it("speaks of one as of one, and of no share where nobody was queued", () => {
    const one = { ...counts, net: 1, answered: 1, abandoned: 0, unanswered: 0, voicemail: 0 };
    assert.equal(cameText("phone", one, it1522), "1 chiamata. 1 risposta su 1 uscita dalla coda (100%).");
    assert.equal(cameText("chat", { ...one, answered: 0 }, it1522), "1 chat.");
    assert.equal(cameText("phone", { ...one, answered: 0 }, deskSpeechFor("en", house1522)), "1 call.");
  });
});

describe("last year beside a day of another length", () => {
  // 25 hours beside 24: the clock is set back on 31 October 2027, and was not on 1 November 2026.
  const { today, lastYear } = dayHistoryOf(Date.parse("2027-10-31T22:30:00+01:00"));
  const [hours, before] = [phoneOf(today), phoneOf(lastYear.day)];

  it("stands by the clock, and nowhere in an hour that it did not have", () => {
    assert.deepEqual([hours.length, before.length], [25, 24]);
    const nets = netByClock(before, it1522);
    assert.equal(nets.get("2–3"), before[2]?.counts?.net);
    assert.equal(nets.get("2–3 di nuovo"), undefined);
    assert.equal(nets.get("3–4"), before[3]?.counts?.net);
  });
  it("ends its line where the day ends, with everything that came", () => {
    const line = lastYearLine(today, lastYear.day, "phone", it1522);
    assert.equal(line?.atMs.length, 25);
    assert.equal(line.atMs[3], hours[2]?.toMs);
    assert.equal(line.atMs[4], hours[4]?.toMs);
    assert.equal(line.atMs.at(-1), today.endMs);
    assert.equal(
      line.values.at(-1),
      before.reduce((sum, { counts }) => sum + (counts?.net ?? 0), 0),
    );
  });
});
