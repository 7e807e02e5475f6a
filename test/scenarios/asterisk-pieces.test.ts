/** The pieces in which bytes come change nothing; `test/verify/asterisk-chunks.ts` has more of them over sockets. */
import assert from "node:assert/strict";
import { describe, it } from "node:test";

import fc from "fast-check";

import { recordingsOf } from "../support/ami-recording.ts";
import { capture, rawCaptureNames } from "../support/asterisk-captures.ts";
import { pieceSizes } from "../support/asterisk-pieces.ts";
import { messagesOf, PIECE_SIZES, reduced } from "../support/asterisk-replay.ts";
import { startAsteriskRig } from "../support/asterisk-rig.ts";
import { RECORDED_DAYS, truthOf } from "../support/asterisk-truths.ts";

const RUNS = 20;
const RUNS_OVER_SOCKETS = 1;

describe("the bytes of a PBX, in whatever pieces they come", () => {
  for (const name of rawCaptureNames()) {
    const whole = reduced(messagesOf(name)).events;
    // A recording of one moment holds listings and no events.
    if (whole.length === 0) continue;
    const sameInPieces = (sizes: readonly number[]): void =>
      assert.deepEqual(reduced(messagesOf(name, undefined, sizes)).events, whole);

    it(`are the same events, from 1 byte to 64 kB: ${name}`, () => {
      fc.assert(fc.property(pieceSizes, sameInPieces), { numRuns: RUNS, endOnFailure: true });
    });

    it(`are the same events byte by byte: ${name}`, () => sameInPieces([1]));
  }

  for (const { name, truth } of RECORDED_DAYS) {
    it(`give the truth of the day: ${name}`, () => {
      assert.deepEqual(truthOf(reduced(messagesOf(name, undefined, [1])).events), truth);
    });

    it(`give the truth of the day over a socket: ${name}`, async () => {
      const [recording] = recordingsOf(capture(name));
      await fc.assert(
        fc.asyncProperty(pieceSizes, async (sizes) => {
          // Pieces of one byte only would take minutes; a large one in between keeps it to seconds.
          await using rig = await startAsteriskRig({
            sessions: [{ recording, chunkBytes: [...sizes, PIECE_SIZES.max] }],
          });
          await rig.play(1);
          assert.deepEqual(truthOf(rig.events), truth);
        }),
        { numRuns: RUNS_OVER_SOCKETS, endOnFailure: true },
      );
    });
  }
});
