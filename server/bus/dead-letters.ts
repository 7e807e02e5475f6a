/** What was refused on the bus, for whoever wrote it: where and why, never a value of it. */
import type { ChainableCommander } from "ioredis";

/** About so many are kept; the oldest go first. */
export const MOST_DEAD_LETTERS = 10_000;

export interface DeadLetter {
  /** The stream on which it stood, and its id there. */
  readonly stream: string;
  readonly entry: string;
  /** Place in the entry, from 0. */
  readonly index: number;
  readonly path: string;
  readonly reason: string;
}

/** Adds a letter to what is sent together. */
export function addDeadLetter(
  batch: ChainableCommander,
  key: string,
  letter: DeadLetter,
): ChainableCommander {
  const { stream, entry, index, path, reason } = letter;
  const fields = { stream, entry, index: String(index), path, reason };
  return batch.xadd(key, "MAXLEN", "~", MOST_DEAD_LETTERS, "*", ...Object.entries(fields).flat());
}
