import { bornAt, type LiveRow } from "./shared-row.ts";

/** A change of these makes no other row of it: they are merged by themselves. */
const PASSING = new Set(["seen", "address", "device", "last_step"]);

/**
 * What is so when one node says the one and another node the other of a row: the younger row, of one
 * row the higher version, of one version what comes last as text. Where somebody was seen is the later of the
 * two, and of two steps of an authenticator the higher one is used up. The order in which nodes hear of
 * each other therefore does not matter, nor how often.
 */
export function mergeRows<Row extends LiveRow>(one: Row, other: Row): Row {
  const winner = compare(keyOf(one), keyOf(other)) >= 0 ? one : other;
  const seen = compare(sightOf(one), sightOf(other)) >= 0 ? one : other;
  if (winner.kind === "account" && one.kind === "account" && other.kind === "account")
    return { ...winner, last_step: Math.max(one.last_step, other.last_step) };
  if (seen.kind === "account") return winner;
  return { ...winner, seen: seen.seen, address: seen.address, device: seen.device };
}

type Key = readonly (number | string)[];

function keyOf(row: LiveRow): Key {
  const lasting = Object.entries(row).filter(([column]) => !PASSING.has(column));
  return [
    bornAt(row),
    row.kind === "session" ? row.began : row.version,
    JSON.stringify(lasting.toSorted(([a], [b]) => (a < b ? -1 : 1))),
  ];
}

const sightOf = (row: LiveRow): Key =>
  row.kind === "account" ? [] : [row.seen, JSON.stringify([row.address, row.device])];

function compare(one: Key, other: Key): number {
  for (const [index, value] of one.entries()) {
    const against = other[index] ?? "";
    if (value !== against) return value < against ? -1 : 1;
  }
  return 0;
}
