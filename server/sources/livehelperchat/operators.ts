import type { OperatorCounts } from "#domain/contact-event.ts";

import { integerOf, isPositive, isRow, type Row } from "./row-fields.ts";

const STATES = ["offline", "paused", "available", "busy"] as const;

const ALL_DEPARTMENTS = 0;

/**
 * How many people are in which state, from rows of `restapi/onlineusers`. There is a row for each person
 * and department, or one for all departments; those of which `isCounted` says no are left out. Each person counts once, by the state in which they can do most. Nobody is remembered.
 * Who is there and has hidden themselves from visitors is paused, who has a chat is busy.
 */
export function countOperators(
  rows: readonly unknown[],
  isCounted: (department: number) => boolean,
): OperatorCounts {
  const people = new Map<number, number>();
  for (const row of rows) {
    if (!isRow(row)) continue;
    const department = integerOf(row, "dep_id") ?? ALL_DEPARTMENTS;
    if (department !== ALL_DEPARTMENTS && !isCounted(department)) continue;
    const person = integerOf(row, "user_id");
    if (person !== null) people.set(person, Math.max(people.get(person) ?? 0, STATES.indexOf(stateOf(row))));
  }
  const counts = { available: 0, ringing: 0, busy: 0, wrapUp: 0, paused: 0, offline: 0 };
  for (const rank of people.values()) counts[STATES[rank] ?? "offline"] += 1;
  return counts;
}

/** Whether it says of a person whether they are on line. */
export const isOperatorRow = (row: unknown): boolean =>
  isRow(row) && integerOf(row, "user_id") !== null && "is_online" in row;

function stateOf(row: Row): (typeof STATES)[number] {
  if (row["is_online"] !== true && integerOf(row, "is_online") !== 1) return "offline";
  if (isPositive(row, "active_chats")) return "busy";
  return isPositive(row, "hide_online") ? "paused" : "available";
}
