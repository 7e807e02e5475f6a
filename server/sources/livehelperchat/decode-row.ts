import type { EpochMs } from "#domain/time.ts";

import type { ChatSnapshot, ChatStatus, VisitorState } from "./chat-snapshot.ts";
import { instantOf, integerOf, isPositive, lengthOf, type Row } from "./row-fields.ts";

/** `not-a-chat`: about an operator, or a conversation of another kind. Never a value of what came. */
export type DecodedRow =
  | { readonly ok: true; readonly snapshot: ChatSnapshot }
  | { readonly ok: false; readonly reason: "malformed" | "not-a-chat" };

const STATUSES: readonly (ChatStatus | undefined)[] = [
  "pending",
  "active",
  "closed",
  undefined,
  undefined,
  "bot",
];

/** A contact form that was sent while nobody was on line: kept as a row, and nobody waits in it. */
const OFFLINE_REQUEST = 7;

/** What webhooks and REST have in common; each names the id of the chat in its own way. */
export function decodeRow(
  row: Row,
  id: number | null,
  rest: Pick<ChatSnapshot, "via" | "personWroteAt" | "deleted"> & { readonly asOf: EpochMs | null },
): DecodedRow {
  const { asOf } = rest;
  const status = STATUSES[integerOf(row, "status") ?? -1];
  const isRequest = integerOf(row, "status_sub") === OFFLINE_REQUEST;
  if (id === null || id <= 0 || status === undefined || isRequest) return { ok: false, reason: "not-a-chat" };
  const createdAt = instantOf(row, "time");
  const departmentId = integerOf(row, "dep_id");
  if (asOf === null || createdAt === null || departmentId === null) return { ok: false, reason: "malformed" };
  return {
    ok: true,
    snapshot: {
      ...rest,
      id: String(id),
      asOf,
      status,
      createdAt,
      pendingSince: instantOf(row, "pnd_time") ?? createdAt,
      waited: lengthOf(row, "wait_time"),
      assigned: isPositive(row, "user_id"),
      departmentId,
      bot: status === "bot" || isPositive(row, "gbot_id"),
      visitor: visitorOf(row),
      firstResponse: lengthOf(row, "frt"),
      operatorWroteAt: instantOf(row, "last_op_msg_time"),
      closedAt: instantOf(row, "cls_time"),
    },
  };
}

/** `status_sub`: 3, the visitor ended it; 9, the survey is done, which is also what the X does. */
const ENDED_BY_VISITOR: ReadonlySet<number | null> = new Set([3, 9]);

function visitorOf(row: Row): VisitorState {
  const away = integerOf(row, "user_status") === 1;
  const front = integerOf(row, "user_status_front");
  const device = integerOf(row, "device_type");
  return {
    away,
    ended: away && ENDED_BY_VISITOR.has(integerOf(row, "status_sub")),
    closedAt: instantOf(row, "user_closed_ts"),
    heardAt: instantOf(row, "lsync"),
    gone: front === null ? null : front === 1,
    mobile: device === null ? null : device !== 0,
  };
}
