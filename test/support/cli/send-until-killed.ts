/**
 * `node send-until-killed.ts TARGET DIRECTORY FROM`: sends numbered events to a kill
 * target for ever and writes after each acknowledgement, as a line, the number of the
 * first event that is not acknowledged yet. The pipe outlives the process, so what was
 * written counts. Ends with the process that started it, at the latest.
 */
import { writeSync } from "node:fs";

import { numberedEvents } from "../journal-events.ts";
import { loadTarget } from "../kill/load-target.ts";

/** Batches of 1 to 512 events: as from one PBX, and as from a backlog. */
const SIZES = [1, 3, 64, 1, 512, 2, 17];
const STANDARD_OUTPUT = 1;

process.on("disconnect", () => process.exit(1));

const [target = "", directory = "", from = "0"] = process.argv.slice(2);
const killTarget = await loadTarget(target);
const opened = await killTarget.open(directory);
let next = Number(from);
for (let turn = 0; ; turn += 1) {
  const end = next + (SIZES[turn % SIZES.length] ?? 1);
  await opened.send(numberedEvents(next, end));
  next = end;
  writeSync(STANDARD_OUTPUT, `${next}\n`);
  await new Promise((resolve) => setImmediate(resolve));
}
