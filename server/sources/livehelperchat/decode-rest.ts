import type { EpochMs } from "#domain/time.ts";

import { type DecodedRow, decodeRow } from "./decode-row.ts";
import type { Departments } from "./departments.ts";
import { instantOf, integerOf, isPositive, isRow } from "./row-fields.ts";

/** A row of `restapi/chats`, as it was at `asOf` by the clock of Live Helper Chat. */
export function decodeRestChat(row: unknown, asOf: EpochMs): DecodedRow {
  if (!isRow(row) || !isChatRow(row)) return { ok: false, reason: "malformed" };
  const rest = { via: "rest", asOf, personWroteAt: null, deleted: false } as const;
  return decodeRow(row, integerOf(row, "id"), rest);
}

/** Whether it has what every row of the table has, of a chat or of a conversation of another kind. */
export const isChatRow = (row: unknown): boolean =>
  isRow(row) &&
  isPositive(row, "id") &&
  integerOf(row, "status") !== null &&
  integerOf(row, "dep_id") !== null &&
  instantOf(row, "time") !== null;

/** A row of `restapi/departments`. */
export function learnDepartment(row: unknown, departments: Departments): void {
  const id = isRow(row) ? integerOf(row, "id") : null;
  if (isRow(row) && id !== null) departments.learn(id, row["identifier"]);
}
