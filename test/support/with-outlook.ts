import assert from "node:assert/strict";

import type { BoardSnapshot } from "#wire/board-snapshot.ts";

/** A channel of the house of 1522. */
export type Name = "phone" | "chat";

/** The channel of a board on which it is known what is usual. */
export const channelOf = (snapshot: BoardSnapshot, name: Name) => {
  const found = snapshot.channels.find(({ channel }) => channel === name);
  assert.ok(found?.outlook);
  return { ...found, outlook: found.outlook };
};

/** The board with something else of one channel's outlook. */
export const withOutlook = (
  snapshot: BoardSnapshot,
  name: Name,
  other: Partial<NonNullable<BoardSnapshot["channels"][number]["outlook"]>>,
): BoardSnapshot => ({
  ...snapshot,
  channels: snapshot.channels.map((one) =>
    one.channel === name && one.outlook ? { ...one, outlook: { ...one.outlook, ...other } } : one,
  ),
});

/** The board with as many operators on line as are needed. */
export const staffed = (snapshot: BoardSnapshot): BoardSnapshot => ({
  ...snapshot,
  channels: snapshot.channels.map((one) => {
    const staffing = one.outlook?.staffing;
    if (!one.outlook || !staffing) return one;
    const needed = Math.min(staffing.needed, one.now.operators?.onLine ?? staffing.needed);
    return { ...one, outlook: { ...one.outlook, staffing: { ...staffing, needed } } };
  }),
});
