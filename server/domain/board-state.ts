import type { Channel, ContactKey, Phase, Purpose, SourceId } from "./contact-event.ts";
import type { EpochMs } from "./time.ts";

/** Changes whenever the meaning of a saved board changes; a state of another version is not taken back. */
export const BOARD_STATE_VERSION = 5;

/** A board as plain data that can be cloned: what it takes to have the same board again, without the sums, which follow from it. */
export interface BoardState {
  readonly version: typeof BOARD_STATE_VERSION;
  /** Contact keys in order of their rows, one a line: a hundred thousand strings cost more than one long one. */
  readonly keys: string;
  readonly cells: Float64Array;
  readonly words: readonly string[];
  readonly listings: readonly SavedListing[];
  readonly operators: readonly SavedOperators[];
  readonly outbound: readonly SavedOutbound[];
}

export interface SavedListing {
  readonly source: SourceId;
  readonly at: EpochMs;
  readonly id: string;
  readonly covers: readonly Phase[];
  readonly named: readonly ContactKey[];
}

export interface SavedOperators {
  readonly channel: Channel;
  readonly source: SourceId;
  /** As `OperatorHistory` writes them. */
  readonly changes: Float64Array;
}

export interface SavedOutbound {
  readonly source: SourceId;
  readonly id: string;
  readonly at: EpochMs;
  readonly purpose: Purpose;
}

/** Whether this is a saved board of this version. What it holds was written by us and kept under a checksum. */
export function isBoardState(value: unknown): value is BoardState {
  return (
    typeof value === "object" && value !== null && "version" in value && value.version === BOARD_STATE_VERSION
  );
}
