import { hash } from "node:crypto";

/** So many rows are told at a time: a message of them has some ten kilobytes. */
const ROWS_AT_ONCE = 100;

/** Rows in parts that are each taken by themselves. */
export const partsOf = (rows: readonly object[]): readonly string[] =>
  Array.from({ length: Math.ceil(rows.length / ROWS_AT_ONCE) }, (_, part) =>
    JSON.stringify(rows.slice(part * ROWS_AT_ONCE, (part + 1) * ROWS_AT_ONCE)),
  );

/** Equal exactly when the rows are, in whatever order they come. */
export const digestOfRows = (rows: readonly object[]): string =>
  hash(
    "sha256",
    rows
      .map((row) => JSON.stringify(row))
      .toSorted()
      .join("\n"),
    "hex",
  );
