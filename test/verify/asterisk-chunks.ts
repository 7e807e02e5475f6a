/** The long version of `test/scenarios/asterisk-pieces.test.ts` over sockets: `node test/verify/asterisk-chunks.ts [SECONDS] [SEED]`. */
import { isDeepStrictEqual } from "node:util";

import fc from "fast-check";

import { recordingsOf } from "../support/ami-recording.ts";
import { capture } from "../support/asterisk-captures.ts";
import { pieceSizes } from "../support/asterisk-pieces.ts";
import { PIECE_SIZES } from "../support/asterisk-replay.ts";
import { startAsteriskRig } from "../support/asterisk-rig.ts";
import { RECORDED_DAYS, truthOf } from "../support/asterisk-truths.ts";

/** So cut, no block comes whole. */
const SMALLEST = [1, 1, 1];
const [time = "120", seed = "1522"] = process.argv.slice(2);
const deadline = performance.now() + Number(time) * 1_000;
const cuttings = [SMALLEST, ...fc.sample(pieceSizes, { numRuns: 1_000, seed: Number(seed) })];

await Promise.all(
  RECORDED_DAYS.map(async ({ name, truth }) => {
    const [recording] = recordingsOf(capture(name));
    let runs = 0;
    let missed = 0;
    for (const sizes of cuttings) {
      if (performance.now() > deadline) break;
      await using rig = await startAsteriskRig({
        sessions: [{ recording, chunkBytes: [...sizes, PIECE_SIZES.max] }],
      });
      await rig.play(1);
      runs += 1;
      if (!isDeepStrictEqual(truthOf(rig.events), truth)) missed += 1;
    }
    tell(`${name} over a socket, cut in ${runs} ways from 1 byte to 64 kB: truths missed`, missed);
  }),
);

function tell(row: string, measured: number): void {
  process.stdout.write(
    `${JSON.stringify({ row, target: "0", measured, unit: "", reached: measured === 0 })}\n`,
  );
}
