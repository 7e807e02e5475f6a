import type { EpochMs } from "#domain/time.ts";

/**
 * Something that nodes keep the same by handing it to each other. Taking is idempotent and its
 * order does not matter: nodes that have heard the same have the same, whatever came first.
 */
export interface SharedState {
  /** Equal exactly when two nodes have the same; tells nothing about it. */
  digest(now: EpochMs): string;
  /** All of it, in parts that are each taken by themselves. */
  told(now: EpochMs): readonly string[];
  /** Takes a part; how much of it was new. Throws when it is none. */
  take(part: string, now: EpochMs): number;
  /** Called with what this node itself changed, as a part. Returns unsubscribe. */
  onChange(listener: (part: string) => void): () => void;
}
