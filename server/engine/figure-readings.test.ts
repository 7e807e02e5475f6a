import assert from "node:assert/strict";
import { describe, it } from "node:test";

import { type FigureReading, FIGURES_OF_OUTLOOK } from "#wire/figures.ts";
import type { ChannelOutlook } from "#wire/outlook.ts";

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

const outlook: ChannelOutlook = {
  asOfMs: NOW_MS,
  soFar: {
    count: 187,
    counted: 187,
    expected: 160,
    low: 140,
    high: 190,
    ordinary: 170,
    seenSinceMs: null,
    unseenMs: 0,
  },
  lastHour: null,
  projection: { total: 345, low: 310, high: 380, isAtLeast: false, meanError: 0.07, fan: null },
  surge: {
    level: "none",
    sinceMs: null,
    reason: {
      windowMs: 3_600_000,
      count: 19.25,
      expected: 17,
      ratio: 1.1,
      lowerBound: 0.8,
      threshold: 1.3,
      certainty: 0.99,
    },
  },
  tooQuiet: null,
  learning: null,
  newNormalSinceMs: null,
  present: { waiting: 0.6, inConversation: 2.1, waitOfMostMs: 51_000 },
  staffing: {
    needed: 5,
    neededIfPatient: 6,
    withinMs: 20_000,
    target: 0.8,
    reached: 0.85,
    contactsPerHour: 14,
    handleMs: 492_000,
    patienceMs: 420_000,
    assumed: [],
  },
};
const withOutlook = { ...usual, channels: usual.channels.map((channel) => ({ ...channel, outlook })) };

function only(wanted: Partial<FigureReading>, all = figures.readings): FigureReading {
  const whole = { language: undefined, entry: undefined, ...wanted };
  const found = all.filter((reading) =>
    Object.entries(whole).every(([key, value]) => Reflect.get(reading, key) === value),
  );
  assert.equal(found.length, 1, JSON.stringify(wanted));
  return found[0] ?? assert.fail();
}

describe("the list of figures", () => {
  it("has every figure of a channel once for each window and threshold", () => {
    const keys = figures.readings.map(({ figure, channel, window, thresholdMs, language, entry }) =>
      [figure, channel, window, thresholdMs, language, entry].join(),
    );
    assert.equal(new Set(keys).size, keys.length);
    // Now, by language, four periods with two figures for each threshold, the counts of the day and what is usual.
    const common = 5 + 2 * 6 + 4 * 14 + 14 + 13;
    const [ofPhone, ofChat] = [2 * 1 + 4 * 2 * 1, 2 * 2 + 4 * 2 * 2];
    assert.equal(keys.length, common + ofPhone + common + ofChat);
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

  it("tells what is usual beside today as far as it is known", () => {
    const [known, unknown] = [
      figureReadings({ snapshot: withOutlook, heartbeat, house: house1522 }),
      figures,
    ];
    const read = (figure: FigureReading["figure"], all: typeof figures) =>
      only({ figure, channel: "phone" }, all.readings);
    assert.equal(read("expected-so-far", known).value, 160);
    assert.equal(read("ratio-to-usual", known).value, 187 / 170);
    assert.deepEqual([read("projected-low", known).value, read("projected-low", known).n], [310, 187]);
    assert.deepEqual([read("surge-lower-bound", known).value, read("surge-lower-bound", known).n], [0.8, 19]);
    assert.equal(read("operators-needed", known).value, 5);
    assert.match(read("operators-needed", known).formula.en, /Erlang A/);
    assert.deepEqual([read("usual-waiting", known).value, read("usual-wait", known).value], [0.6, 51_000]);
    assert.equal(read("usual-in-conversation", known).value, 2.1);
    for (const figure of FIGURES_OF_OUTLOOK) assert.equal(read(figure, unknown).value, null);
  });

  it("tells who waits by language and by entry", () => {
    const italian = only({ figure: "waiting", channel: "phone", language: "it" });
    assert.deepEqual([italian.value, italian.n, italian.window], [1, 1, "now"]);
    assert.equal(only({ figure: "in-conversation", channel: "chat", entry: "app" }).value, 0);
  });

  it("tells both channels as one where it is known what is usual of them, with the sources of both", () => {
    const { readings } = figureReadings({
      snapshot: { ...usual, together: outlook },
      heartbeat,
      house: house1522,
    });
    const total = only({ figure: "projected-total", channel: "together" }, readings);
    assert.deepEqual([total.value, total.n, total.sources.length], [345, 187, 2]);
    assert.equal(readings.filter(({ channel }) => channel === "together").length, 9);
    assert.ok(figures.readings.every(({ channel }) => channel !== "together"));
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
