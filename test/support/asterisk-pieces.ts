/** Sizes of the pieces in which a socket delivers bytes: few of them large, so that most cuts are in odd places. */
import fc from "fast-check";

import { PIECE_SIZES } from "./asterisk-replay.ts";

export const pieceSizes = fc.array(
  fc.oneof(
    fc.integer({ min: PIECE_SIZES.min, max: 16 }),
    fc.integer({ min: 17, max: 1_500 }),
    fc.integer({ min: 1_501, max: PIECE_SIZES.max }),
  ),
  { minLength: 1, maxLength: 12 },
);
