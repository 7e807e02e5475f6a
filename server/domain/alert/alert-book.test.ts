/** Whatever is read, and whatever people silence: what receivers are told of one alert makes sense. */
import assert from "node:assert/strict";
import { describe, it } from "node:test";

import fc from "fast-check";

import { type EpochMs, epochMs, hours, later, minutes, ms, seconds } from "#domain/time.ts";

import { type AlertBook, EMPTY_BOOK, stepBook } from "./alert-book.ts";
import { type Judgement, NO_DATA } from "./judgement.ts";
import type { AlertReadings } from "./readings.ts";
import { isGraver, SEVERITIES, type Severity } from "./severity.ts";
import type { Watch } from "./watches.ts";

const START = epochMs(1_000_000_000);
const REPEAT = { info: null, watch: hours(4), alarm: hours(1) };
const NOTHING_READ: AlertReadings = {
  channels: new Map(),
  together: null,
  announcement: null,
  sources: new Map(),
  receivers: new Map(),
};
const graver = (a: Severity | null, b: Severity | null): Severity | null => (isGraver(a, b) ? a : b);
const severity = fc.option(fc.constantFrom<Severity>(...SEVERITIES));
const judgement = fc.oneof(
  { weight: 1, arbitrary: fc.constant(NO_DATA) },
  {
    weight: 5,
    arbitrary: fc.record({ raised: severity, kept: severity }).map(({ raised, kept }): Judgement => ({
      kind: "judged",
      raised,
      kept: graver(raised, kept),
      hold: minutes(2),
      clear: minutes(3),
      reason: { kind: "understaffed", channel: "phone", onLine: 1, needed: 2 },
    })),
  },
);

/** What one stretch of time brings. */
interface Stretch {
  readonly judgement: Judgement;
  readonly looks: number;
  readonly does: "nothing" | "silence" | "lift" | "acknowledge" | "restart";
}
const stretch: fc.Arbitrary<Stretch> = fc.record({
  judgement,
  looks: fc.integer({ min: 1, max: 400 }),
  does: fc.constantFrom("nothing", "silence", "lift", "acknowledge", "restart"),
});

interface Told {
  readonly cause: string;
  readonly severity: Severity;
  readonly at: EpochMs;
}

/** Lives through the stretches; `check` is called after each look. */
function live(
  stretches: readonly Stretch[],
  check: (book: AlertBook, told: readonly Told[]) => void,
): readonly Told[] {
  const told: Told[] = [];
  let [book, now] = [EMPTY_BOOK, START];
  for (const { judgement: judged, looks, does } of stretches) {
    book = done(book, does, now);
    const watch: Watch = {
      fingerprint: "understaffed/phone",
      rule: "understaffed",
      channel: "phone",
      source: null,
      inhibitedBy: [],
      needs: "every-source",
      receiver: null,
      judge: () => judged,
    };
    for (let look = 0; look < looks; look += 1) {
      now = later(now, seconds(30));
      const tick = { now, lived: ms(30_000) };
      const step = stepBook(book, { watches: [watch], readings: NOTHING_READ, repeat: REPEAT, tick });
      for (const one of step.tellings) told.push({ cause: one.cause, severity: one.severity, at: now });
      ({ book } = step);
      check(book, told);
    }
  }
  return told;
}

function done(book: AlertBook, does: Stretch["does"], now: EpochMs): AlertBook {
  const scope = { kind: "rule", rule: "understaffed", channel: null } as const;
  switch (does) {
    case "silence":
      return {
        ...book,
        silences: [{ id: "s", scope, by: "A", why: "w", from: now, until: later(now, hours(1)) }],
      };
    case "lift":
      return { ...book, silences: [] };
    case "acknowledge":
      return {
        ...book,
        alerts: book.alerts.map((alert) =>
          Object.assign({}, alert, { acknowledged: { by: "A", at: now, severity: alert.severity } }),
        ),
      };
    case "restart":
      assert.deepEqual(JSON.parse(JSON.stringify(book)), book, "it is plain data");
      return structuredClone(book);
    case "nothing":
      return book;
  }
}

const lives = fc.array(stretch, { minLength: 1, maxLength: 12 });

describe("what receivers are told of an alert", () => {
  it("begins with fired, ends at most once, and begins anew only then", () =>
    fc.assert(
      fc.property(lives, (stretches) => {
        let isOpen = false;
        let gravest: Severity | null = null;
        for (const one of live(stretches, () => undefined)) {
          if (one.cause === "fired") {
            // The end of what was only info is not told.
            assert.ok(!isOpen || gravest === "info", "fired twice");
            [isOpen, gravest] = [true, one.severity];
          } else if (one.cause === "resolved") {
            assert.ok(isOpen, "resolved what never fired");
            [isOpen, gravest] = [false, null];
          } else {
            assert.ok(isOpen, `${one.cause} what never fired`);
            gravest = graver(gravest, one.severity);
          }
        }
      }),
      { numRuns: 300 },
    ));

  it("leaves nothing out: what fires and is not silenced was told at its gravity or a graver one", () =>
    fc.assert(
      fc.property(lives, (stretches) => {
        live(stretches, ({ alerts: [alert], silences }) => {
          if (alert?.status !== "firing" || silences.length > 0) return;
          assert.equal(graver(alert.told.at(-1) ?? null, alert.severity), alert.told.at(-1));
        });
      }),
      { numRuns: 300 },
    ));

  it("is repeated no sooner than it should, never as info and never when acknowledged", () =>
    fc.assert(
      fc.property(lives, (stretches) => {
        let known = 0;
        const told = live(stretches, ({ alerts: [alert] }, soFar) => {
          const news = soFar.slice(known).map(({ cause }) => cause);
          const isAcknowledged = (alert?.acknowledged ?? null) !== null;
          assert.ok(!(isAcknowledged && news.includes("repeated")), "repeated though acknowledged");
          known = soFar.length;
        });
        for (const [index, { cause, severity: how, at }] of told.entries()) {
          if (cause !== "repeated") continue;
          const every = REPEAT[how];
          assert.ok(every !== null && at - (told[index - 1]?.at ?? 0) >= every);
        }
      }),
      { numRuns: 300 },
    ));
});
