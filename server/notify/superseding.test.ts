import assert from "node:assert/strict";
import { describe, it } from "node:test";

import { epochMs } from "#domain/time.ts";
import type { OutboxRow } from "#engine/alert-ports.ts";
import type { AlertSnapshot, NotificationCause } from "#wire/alert.ts";

import { alertOf, messageOf, REASONS, resolvedOf } from "../../test/support/notify/messages.ts";
import { nextStep } from "./superseding.ts";

const MINUTE_MS = 60_000;
const [a, b] = [REASONS["rate-falls"], REASONS["nobody-answers"]];

/** A line of messages, each with the minute in which it was made. */
const lineOf = (...messages: readonly [NotificationCause, number, ...AlertSnapshot[]][]): OutboxRow[] =>
  messages.map(([cause, minute, ...alerts], index) => ({
    seq: index + 1,
    receiver: "desk",
    message: messageOf({ id: `msg_${index + 1}`, cause, alerts }),
    attempts: 0,
    lastError: null,
    createdAt: epochMs(minute * MINUTE_MS),
    nextAt: epochMs(minute * MINUTE_MS),
  }));

/** What is sent next at a minute: its place in the line, what it makes needless, and whether it is late. */
function next(line: readonly OutboxRow[], minute: number) {
  const step = nextStep(line, epochMs(minute * MINUTE_MS));
  return step && [step.row.seq, step.carried, step.delayed];
}

describe("a beginning that could not be told", () => {
  const line = lineOf(["fired", 0, alertOf(a)], ["resolved", 50, resolvedOf(a)]);

  it("is told as long as it is not older than an hour, though it is over", () =>
    assert.deepEqual(next(line, 60), [1, [], false]));
  it("goes with its end afterwards, which says that it is late", () =>
    assert.deepEqual(next(line, 61), [2, [1], true]));
  it("is told however old it is while it is not over", () =>
    assert.deepEqual(next(line.slice(0, 1), 600), [1, [], false]));

  it("takes its repeats with it, however young", () => {
    const repeated = lineOf(
      ["fired", 0, alertOf(a)],
      ["repeated", 55, alertOf(a)],
      ["resolved", 58, resolvedOf(a)],
    );
    assert.deepEqual(next(repeated, 70), [3, [1, 2], true]);
  });

  it("lets others go first that stand between it and its end", () => {
    const others = lineOf(
      ["fired", 0, alertOf(a)],
      ["fired", 30, alertOf(b)],
      ["resolved", 40, resolvedOf(a)],
    );
    assert.deepEqual(next(others, 70), [2, [], false]);
    assert.deepEqual(next(others.toSpliced(1, 1), 70), [3, [1], true]);
  });

  it("is told when one of its alerts is not over", () => {
    const two = lineOf(["fired", 0, alertOf(a), alertOf(b)], ["resolved", 40, resolvedOf(a)]);
    assert.deepEqual(next(two, 70), [1, [], false]);
  });

  it("is told when what is over is another time of the same alert", () => {
    const again = { ...resolvedOf(a), startsAtMs: 7 };
    assert.deepEqual(next(lineOf(["fired", 0, alertOf(a)], ["resolved", 40, again]), 70), [1, [], false]);
  });

  it("needs an end that comes after it", () => {
    const line2 = lineOf(["resolved", 0, resolvedOf(a)], ["fired", 1, alertOf(a)]);
    assert.deepEqual(next(line2, 70), [1, [], false]);
    assert.deepEqual(next(line2.slice(1), 70), [2, [], false]);
  });
});

it("an empty line has no next message", () => assert.equal(next([], 0), null));
