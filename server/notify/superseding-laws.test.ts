/** Whatever the line and however long its receiver was away: nothing is lost, and no beginning is dropped. */
import assert from "node:assert/strict";
import { it } from "node:test";

import fc from "fast-check";

import { epochMs } from "#domain/time.ts";
import type { OutboxRow } from "#engine/alert-ports.ts";

import { alertOf, messageOf, REASONS, resolvedOf } from "../../test/support/notify/messages.ts";
import { nextStep, type Step } from "./superseding.ts";

const MINUTE_MS = 60_000;
const reasons = [REASONS["rate-falls"], REASONS["nobody-answers"], REASONS.surge] as const;

/** Messages of three alerts in any order, each up to half an hour after the one before. */
const lines = fc
  .array(
    fc.record({
      about: fc.subarray([0, 1, 2] as const, { minLength: 1 }),
      cause: fc.constantFrom("fired", "repeated", "resolved", "test"),
      afterMinutes: fc.integer({ min: 0, max: 30 }),
    }),
    { maxLength: 12 },
  )
  .map((messages) => {
    let minute = 0;
    return messages.map(({ about, cause, afterMinutes }, index): OutboxRow => {
      minute += afterMinutes;
      const one = cause === "resolved" ? resolvedOf : alertOf;
      const alerts = cause === "test" ? [] : about.map((which) => one(reasons[which]));
      return {
        seq: index + 1,
        receiver: "desk",
        message: messageOf({ id: `msg_${index + 1}`, cause, alerts }),
        attempts: 0,
        lastError: null,
        createdAt: epochMs(minute * MINUTE_MS),
        nextAt: epochMs(minute * MINUTE_MS),
      };
    });
  });

/** Empties a line, each delivery some minutes after the one before. */
function deliver(line: readonly OutboxRow[], beginMinute: number, everyMinutes: number): readonly Step[] {
  const steps: Step[] = [];
  let rows = [...line];
  for (let minute = beginMinute; rows.length > 0; minute += everyMinutes) {
    const step = nextStep(rows, epochMs(minute * MINUTE_MS));
    assert.ok(step !== null, "a line that is not empty has a next message");
    steps.push(step);
    const gone = new Set([step.row.seq, ...step.carried]);
    rows = rows.filter(({ seq }) => !gone.has(seq));
  }
  return steps;
}

it("every message is sent or carried, exactly once, and what is sent is sent in order", () => {
  fc.assert(
    fc.property(
      lines,
      fc.integer({ min: 0, max: 600 }),
      fc.integer({ min: 0, max: 90 }),
      (line, begin, every) => {
        const steps = deliver(line, begin, every);
        const done = steps.flatMap(({ row, carried }) => [row.seq, ...carried]);
        assert.deepEqual(
          done.toSorted((a, b) => a - b),
          line.map(({ seq }) => seq),
        );
        const sent = steps.map(({ row }) => row.seq);
        assert.deepEqual(
          sent,
          sent.toSorted((a, b) => a - b),
        );
      },
    ),
  );
});

it("only what is over is carried, by a later message that says so of all its alerts, and is late", () => {
  fc.assert(
    fc.property(
      lines,
      fc.integer({ min: 0, max: 600 }),
      fc.integer({ min: 0, max: 90 }),
      (line, begin, every) => {
        for (const { row, carried, delayed } of deliver(line, begin, every)) {
          assert.equal(delayed, carried.length > 0);
          for (const seq of carried) {
            const needless = line[seq - 1];
            assert.ok(needless && seq < row.seq);
            assert.ok(!["resolved", "test"].includes(needless.message.cause));
            const over = new Set(
              row.message.alerts
                .filter(({ status }) => status === "resolved")
                .map(({ fingerprint }) => fingerprint),
            );
            for (const { fingerprint } of needless.message.alerts) assert.ok(over.has(fingerprint));
          }
        }
      },
    ),
  );
});

it("a receiver that is well is told everything", () => {
  fc.assert(
    fc.property(lines, (line) => {
      for (const row of line) {
        const now = epochMs(row.createdAt + 59 * MINUTE_MS);
        assert.equal(nextStep([row], now)?.row.seq, row.seq);
      }
      const young = line.map((row) => ({ ...row, createdAt: epochMs(0) }));
      const steps = deliver(young, 0, 0);
      assert.ok(steps.every(({ carried }) => carried.length === 0));
    }),
  );
});
