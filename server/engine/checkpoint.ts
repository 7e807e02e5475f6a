import type { Board } from "#domain/board.ts";
import { type BoardState, isBoardState } from "#domain/board-state.ts";

import type { Checkpoints, StateCodec } from "./ports.ts";

/** The saved board and the sequence number it reaches to; the beginning of the journal when there is none that can be used. */
export function loadBoard(
  checkpoints: Checkpoints,
  codec: StateCodec,
): { readonly saved: BoardState | null; readonly afterSeq: number } {
  const checkpoint = checkpoints.loadCheckpoint();
  const state = checkpoint === null ? null : codec.decode(checkpoint.bytes);
  return checkpoint !== null && isBoardState(state)
    ? { saved: state, afterSeq: checkpoint.upToSeq }
    : { saved: null, afterSeq: 0 };
}

/** Saves the board as of the newest committed event; commit and fold happen in one turn, so that is what the board holds. */
export const saveBoard = (board: Board, checkpoints: Checkpoints, codec: StateCodec): boolean =>
  checkpoints.saveCheckpoint(checkpoints.lastSeq, codec.encode(board.save()));
