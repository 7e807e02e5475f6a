import type { DatabaseSync } from "node:sqlite";

import { nameOf } from "./sqlite-errors.ts";
import { JournalUnusable } from "./unusable.ts";

/** Simulated and real events never share a file. */
export type JournalKind = "simulated" | "real";

/** Reads a fact about a file, and writes `first` when there is none yet. */
export type Facts = (name: string, first: string) => string;

export function factsOf(database: DatabaseSync): Facts {
  const write = database.prepare("INSERT INTO facts (name, value) VALUES (?, ?) ON CONFLICT DO NOTHING");
  const read = database.prepare("SELECT value FROM facts WHERE name = ?");
  return (name, first) => {
    write.run(name, first);
    return String(read.get(name)?.["value"]);
  };
}

/** Throws `JournalUnusable` for a file that holds events of the other kind. */
export function assertKind(facts: Facts, kind: JournalKind, file: string): void {
  if (facts("kind", kind) === kind) return;
  throw new JournalUnusable(
    "other-kind",
    kind === "real"
      ? `${nameOf(file)} holds simulated events and the configuration names real sources: use another data directory`
      : `${nameOf(file)} holds real events and the configuration asks for a simulation: use another data directory`,
  );
}
