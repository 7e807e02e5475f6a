/** Rows as nodes tell them to each other: columns by their names, hashes and secrets in base64. */
import type { SQLOutputValue } from "node:sqlite";

import { z } from "zod";

import type { SharedKind } from "./access-database.ts";
import { PERSON_ROLES } from "./sessions.ts";

const text = z.string();
const instant = z.int().min(0);
const bytes = z.base64();
const role = z.enum(PERSON_ROLES);
const seenColumns = { seen: instant, address: text, device: text };

const account = z.object({
  kind: z.literal("account"),
  name: text,
  role,
  created: instant,
  password: text.nullable(),
  totp: bytes.nullable(),
  last_step: instant,
  setup: bytes.nullable(),
  setup_until: instant,
  version: instant,
});
const session = z.object({
  kind: z.literal("session"),
  hash: bytes,
  id: text,
  person: text,
  name: text,
  role,
  began: instant,
  ...seenColumns,
});
const screen = z.object({
  kind: z.literal("screen"),
  id: text,
  name: text,
  hash: bytes,
  previous: bytes.nullable(),
  confirmed: z.int().min(0).max(1),
  issued: instant,
  paired: instant,
  version: instant,
  seed: bytes,
  former_seed: bytes,
  ...seenColumns,
});
const grave = z.object({
  kind: z.literal("gone"),
  of: z.enum(["account", "session", "screen"]),
  id: text,
  version: instant,
});

const liveRow = z.discriminatedUnion("kind", [account, session, screen]);
export const sharedRows = z.array(z.discriminatedUnion("kind", [account, session, screen, grave]));

export type LiveRow = z.output<typeof liveRow>;
export type Grave = z.output<typeof grave>;
export type SharedRow = LiveRow | Grave;

export const COLUMNS: Readonly<Record<SharedKind, readonly string[]>> = {
  account: columnsOf(account.shape),
  session: columnsOf(session.shape),
  screen: columnsOf(screen.shape),
};
const BYTES = new Set(["hash", "previous", "seed", "former_seed", "totp", "setup"]);

/** What the file holds, as it is told. */
export function toldRow(kind: SharedKind, row: Readonly<Record<string, SQLOutputValue>>): LiveRow {
  const told = COLUMNS[kind].map((column) => {
    const value = row[column];
    return [column, value instanceof Uint8Array ? Buffer.from(value).toString("base64") : value];
  });
  return liveRow.parse({ kind, ...Object.fromEntries(told) });
}

/** The values of a row in the order of its columns, as the file holds them. */
export const storedValues = (row: LiveRow): (string | number | Uint8Array | null)[] =>
  Object.entries(row)
    .filter(([column]) => column !== "kind")
    .toSorted(([a], [b]) => COLUMNS[row.kind].indexOf(a) - COLUMNS[row.kind].indexOf(b))
    .map(([column, value]) =>
      BYTES.has(column) && typeof value === "string" ? Buffer.from(value, "base64") : value,
    );

/** Names the row; opens nothing. */
export const idOf = (row: LiveRow): string => (row.kind === "account" ? row.name : row.id);

/** When it came to be: a row that is made again under its name is another one, and younger. */
export function bornAt(row: LiveRow): number {
  switch (row.kind) {
    case "account":
      return row.created;
    case "session":
      return row.began;
    case "screen":
      return row.paired;
  }
}

function columnsOf(shape: object): readonly string[] {
  return Object.keys(shape).filter((column) => column !== "kind");
}
