import assert from "node:assert/strict";
import { describe, it } from "node:test";

import fc from "fast-check";

import { epochMs, minutes } from "#domain/time.ts";
import { periodFigures } from "#engine/period-figures.ts";
import type { PeriodFigures } from "#wire/board-snapshot.ts";

import { boardOf, HOUSES, type TestHouse } from "../support/core-houses.ts";
import { eventsBy, figuresBy, inWindow, type Truth } from "../support/truth-oracle.ts";

const KINDS = [
  "blacklisted",
  "closed-in-welcome",
  "answered",
  "answered",
  "answered",
  "abandoned",
  "unanswered",
  "voicemail",
] as const;

const truthsOf = (house: TestHouse): fc.Arbitrary<Truth[]> =>
  fc
    .array(
      fc.record({
        channel: fc.constantFrom(...house.channels),
        language: fc.constantFrom(...house.languages),
        arrivedAt: fc
          .integer({ min: 0, max: 14 * 3_600_000 })
          .map((offset) => house.morning - 12 * 3_600_000 + offset),
        kind: fc.constantFrom(...KINDS),
        welcomeMs: fc.integer({ min: 0, max: 40_000 }),
        waitMs: fc.integer({ min: 0, max: 180_000 }),
        talkMs: fc.integer({ min: 0, max: 1_800_000 }),
      }),
      { minLength: 1, maxLength: 60, size: "max" },
    )
    .map((truths) => truths.map((truth, index) => ({ ...truth, key: index.toString(16).padStart(32, "0") })));

const shown = (figures: PeriodFigures, threshold: number) => ({
  answered: figures.wait.n,
  averageMs: figures.wait.averageMs,
  abandonedN: figures.abandonedWait.n,
  answerRate: figures.answerRate.value,
  serviceLevel: figures.serviceLevels[threshold]?.value,
  serviceLevelN: figures.serviceLevels[threshold]?.n,
  talkTotalMs: figures.talk.totalMs,
});

for (const house of HOUSES) {
  describe(`figures of ${house.name}`, () => {
    it("equal a count by hand from the truth, for today and for each window", () => {
      fc.assert(
        fc.property(truthsOf(house), fc.integer({ min: 0, max: 10_800_000 }), (truths, offset) => {
          const now = epochMs(house.morning + offset);
          const board = boardOf(house);
          for (const truth of truths) for (const event of eventsBy(truth, now)) board.apply(event);
          for (const [channel, one] of board.channels()) {
            const ours = truths.filter((truth) => truth.channel === channel && truth.arrivedAt <= now);
            const day = board.dayOf(now);
            const rates = house.rates[channel] ?? assert.fail("every channel has its rules");
            const isToday = (truth: Truth) => truth.arrivedAt >= day.start && truth.arrivedAt < day.end;
            for (const [index, thresholdMs] of one.rules.thresholds.entries()) {
              const asked = { now, thresholdMs, ...rates, shortAbandonMs: one.rules.shortAbandon };
              const today = periodFigures(one.dayTallyAt(day, now), one.rules, rates, null);
              assert.deepEqual(shown(today, index), figuresBy(ours, { ...asked, counted: isToday }));
              for (const length of [15, 30, 60].map(minutes)) {
                const window = periodFigures(one.windowTally(now, length), one.rules, rates, null);
                const counted = (_truth: Truth, at: number) => inWindow(at, now, length);
                assert.deepEqual(shown(window, index), figuresBy(ours, { ...asked, counted }));
              }
            }
          }
        }),
        { numRuns: 600 },
      );
    });

    it("keep the identities of arrived and queued contacts at every instant", () => {
      fc.assert(
        fc.property(truthsOf(house), fc.integer({ min: 0, max: 10_800_000 }), (truths, offset) => {
          const now = epochMs(house.morning + offset);
          const board = boardOf(house);
          for (const truth of truths) for (const event of eventsBy(truth, now)) board.apply(event);
          const day = board.dayOf(now);
          for (const [channel, one] of board.channels()) {
            const arrivedToday = truths.filter(
              (truth) => truth.channel === channel && truth.arrivedAt <= now && truth.arrivedAt >= day.start,
            );
            const fates = one.dayTally(day);
            const kind = (name: Truth["kind"]) =>
              arrivedToday.filter(
                (truth) =>
                  truth.kind === name &&
                  truth.arrivedAt + truth.welcomeMs + (name === "closed-in-welcome" ? 0 : truth.waitMs) <=
                    now,
              ).length;
            assert.equal(
              fates.fate("blacklisted"),
              arrivedToday.filter((truth) => truth.kind === "blacklisted").length,
            );
            for (const name of ["answered", "abandoned", "unanswered", "voicemail"] as const)
              assert.equal(fates.fate(name), kind(name), name);
            assert.equal(fates.fate("closedInWelcome"), kind("closed-in-welcome"));
            const all = [
              "blacklisted",
              "closedInWelcome",
              "inWelcome",
              "answered",
              "abandoned",
              "unanswered",
              "voicemail",
              "waiting",
            ] as const;
            assert.equal(
              all.reduce((sum, fate) => sum + fates.fate(fate), 0),
              arrivedToday.length,
            );
            assert.equal(
              [...fates.arrivals].reduce((sum, value) => sum + value, 0),
              arrivedToday.length - fates.fate("blacklisted"),
            );
          }
        }),
        { numRuns: 300 },
      );
    });
  });
}
