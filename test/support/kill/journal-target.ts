import path from "node:path";
import { DatabaseSync } from "node:sqlite";

import { epochMs } from "#domain/time.ts";
import { openJournal } from "#journal/open-journal.ts";

import type { KillTarget } from "./kill-target.ts";

/** The journal alone. */
const journalTarget: KillTarget = {
  open(directory) {
    const journal = openJournal({ directory, kind: "simulated" });
    return Promise.resolve({
      send(events) {
        journal.append(events, epochMs(Date.now()));
        return Promise.resolve();
      },
    });
  },

  audit(directory, acknowledged) {
    const begin = performance.now();
    const journal = openJournal({ directory, kind: "simulated" });
    const ids = [...journal.replay()].flatMap((chunk) => chunk.map(({ event }) => event.id));
    const readyAfterMs = performance.now() - begin;
    journal.close();
    const there = new Set(ids);
    return Promise.resolve({
      lost: acknowledged.filter(({ id }) => !there.has(id)).length,
      repeated: ids.length - there.size,
      integrity: integrityOf(path.join(directory, "journal.sqlite")),
      readyAfterMs,
    });
  },
};

export default journalTarget;

function integrityOf(file: string): string {
  const database = new DatabaseSync(file, { readOnly: true });
  try {
    return String(database.prepare("PRAGMA integrity_check").get()?.["integrity_check"]);
  } finally {
    database.close();
  }
}
