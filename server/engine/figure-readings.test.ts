import assert from "node:assert/strict";
import { describe, it } from "node:test";

import type { FigureReading } from "#wire/figures.ts";

import { usual, NOW_MS } from "../../test/support/boards.ts";
import { house1522, houseChatUnconnected } from "../../test/support/houses.ts";
import { figureReadings } from "./figure-readings.ts";

const heartbeat = {
  nowMs: NOW_MS + 3_000,
  sources: [
    { source: "pbx", ageMs: 1_200 },
    { source: "chats", ageMs: 4_000 },
  ],
};
const figures = figureReadings({ snapshot: usual, heartbeat, house: house1522 });
const phone = usual.channels.find(({ channel }) => channel === "phone") ?? assert.fail();

function only(wanted: Partial<FigureReading>, all = figures.readings): FigureReading {
  const found = all.filter((reading) =>
    Object.entries(wanted).every(([key, value]) => Reflect.get(reading, key) === value),
  );
  assert.equal(found.length, 1, JSON.stringify(wanted));
  return found[0] ?? assert.fail();
}

describe("the list of figures", () => {
  it("has every figure of a channel once for each window and threshold", () => {
    const keys = figures.readings.map(({ figure, channel, window, thresholdMs }) =>
      [figure, channel, window, thresholdMs].join(),
    );
    assert.equal(new Set(keys).size, keys.length);
    // Now, four periods with two figures for each threshold, and the counts of the day.
    const common = 5 + 4 * 14 + 14;
    assert.equal(keys.length, common + 4 * 2 * 1 + (common + 4 * 2 * 2));
  });

  it("gives a value with its n, unit, formula and the ages of the sources of its channel", () => {
    const level = phone.last30Minutes.serviceLevels[0] ?? assert.fail();
    assert.deepEqual(only({ figure: "service-level", channel: "phone", window: "last-30-minutes" }), {
      figure: "service-level",
      channel: "phone",
      window: "last-30-minutes",
      thresholdMs: level.thresholdMs,
      value: level.value,
      unit: "ratio",
      n: level.n,
      sources: [{ source: "pbx", ageMs: 1_200 }],
      formula: {
        it: "Livello di servizio 20 s = risposte entro 20 s / (risposte + abbandonate + non risposte + segreteria + in attesa da più di 20 s); gli abbandoni contano come mancati",
        en: "Service level 20 s = answered within 20 s / (answered + abandoned + unanswered + voicemail + waiting for more than 20 s); abandonments count as missed",
      },
    });
  });

  it("tells over T as what the service level misses", () => {
    const over = only({ figure: "over-threshold", channel: "phone", window: "today" });
    const level = only({ figure: "service-level", channel: "phone", window: "today" });
    assert.deepEqual([over.value, over.n], [1 - (level.value ?? 0), level.n]);
  });

  it("lets the longest wait go on to the present, as walls do", () => {
    const since = phone.now.longestWaitSinceMs ?? assert.fail();
    const longest = only({ figure: "longest-wait", channel: "phone" });
    assert.equal(longest.value, heartbeat.nowMs - since);
    assert.equal(figures.asOfMs, heartbeat.nowMs);
  });

  it("has no value, and never a zero, while a source of the channel was never heard", () => {
    const sources = heartbeat.sources.map((one) => (one.source === "pbx" ? { ...one, ageMs: null } : one));
    const { readings } = figureReadings({
      snapshot: usual,
      heartbeat: { ...heartbeat, sources },
      house: house1522,
    });
    assert.ok(
      readings.filter(({ channel }) => channel === "phone").every(({ value, n }) => value === null && !n),
    );
    assert.notEqual(only({ figure: "waiting", channel: "chat" }, readings).value, null);
  });

  it("has no value for a channel that no source feeds", () => {
    const { readings } = figureReadings({ snapshot: usual, heartbeat, house: houseChatUnconnected });
    const waiting = only({ figure: "waiting", channel: "chat" }, readings);
    assert.deepEqual([waiting.value, waiting.sources], [null, []]);
  });
});
