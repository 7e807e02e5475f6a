/** Checks of single values. The `why*` functions run only when a value has been refused. */
import type { OperatorState } from "#domain/contact-event.ts";

import { MAX_ID_LENGTH } from "./limits.ts";
import type { RefusalReason } from "./refusal.ts";

/** Every field that any part of an event may have; what each part may have is told by its decoder. */
export interface Fields extends Readonly<Partial<Record<OperatorState, unknown>>> {
  readonly specversion?: unknown;
  readonly id?: unknown;
  readonly source?: unknown;
  readonly type?: unknown;
  readonly time?: unknown;
  readonly datacontenttype?: unknown;
  readonly data?: unknown;
  readonly contact?: unknown;
  readonly channel?: unknown;
  readonly entry?: unknown;
  readonly language?: unknown;
  readonly queue?: unknown;
  readonly waitSeconds?: unknown;
  readonly estimated?: unknown;
  readonly talkSeconds?: unknown;
  readonly outcome?: unknown;
  readonly purpose?: unknown;
  readonly sequence?: unknown;
  readonly counts?: unknown;
  readonly open?: unknown;
  readonly covers?: unknown;
  readonly restarted?: unknown;
  readonly phase?: unknown;
  readonly since?: unknown;
}

export const isObject = (value: unknown): value is Fields =>
  typeof value === "object" && value !== null && !Array.isArray(value);

/**
 * How many fields an object has. A decoder that has seen all it knows compares the
 * count: anything more is an unknown field, whatever its name (`__proto__` too).
 */
export function fieldCount(value: Fields): number {
  let count = 0;
  for (const _ in value) count += 1;
  return count;
}

/** 1 when a field is there, 0 when not: what an optional field adds to the count. */
export const present = (value: unknown): 0 | 1 => (value === undefined ? 0 : 1);

/** An id of the producer's own system. */
export const isId = (value: unknown): value is string =>
  typeof value === "string" && value.length > 0 && value.length <= MAX_ID_LENGTH;

export function isWord<W extends string>(value: unknown, words: ReadonlySet<W>): value is W {
  const all: ReadonlySet<string> = words;
  return typeof value === "string" && all.has(value);
}

export const isWhole = (value: unknown, max: number): value is number =>
  typeof value === "number" && Number.isInteger(value) && value >= 0 && value <= max;

/** A number from 0 to `max`, whole or not. */
export const isAmount = (value: unknown, max: number): value is number =>
  typeof value === "number" && value >= 0 && value <= max;

export function whyNotObject(value: unknown): RefusalReason {
  return value === undefined ? "missing" : "not-an-object";
}

export function whyNotId(value: unknown): RefusalReason {
  if (typeof value !== "string") return whyNotType(value);
  return value === "" ? "empty" : "too-long";
}

/** `reason` is for a text that is none of the words. */
export function whyNotWord(
  value: unknown,
  reason: "not-configured" | "not-allowed" | "foreign-source",
): RefusalReason {
  return typeof value === "string" ? reason : whyNotType(value);
}

export function whyNotNumber(value: unknown): RefusalReason {
  return typeof value === "number" ? "out-of-range" : whyNotType(value);
}

export function whyNotType(value: unknown): RefusalReason {
  return value === undefined ? "missing" : "wrong-type";
}
