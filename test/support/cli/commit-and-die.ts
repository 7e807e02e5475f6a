/** `node commit-and-die.ts DIRECTORY`: makes a journal, commits numbered events to it, and kills itself. */
import { epochMs } from "#domain/time.ts";
import { openJournal } from "#journal/open-journal.ts";

import { numberedEvents } from "../journal-events.ts";
import { COMMIT, COMMITS } from "../kill/torn-log.ts";

const journal = openJournal({ directory: process.argv[2] ?? "", kind: "simulated" });
for (let commit = 0; commit < COMMITS; commit += 1)
  journal.append(numberedEvents(commit * COMMIT, (commit + 1) * COMMIT), epochMs(Date.now()));
process.kill(process.pid, "SIGKILL");
