import type { EpochMs } from "#domain/time.ts";

import { type DecodedRow, decodeRow } from "./decode-row.ts";
import type { Departments } from "./departments.ts";
import { instantOf, integerOf, isPositive, isRow, type Row } from "./row-fields.ts";

/**
 * The body of a webhook, by the template of the documentation. `receivedAt`, by the clock of Live
 * Helper Chat, stands in where the body has no time of its own. The name of the event decides nothing
 * but whether the chat was deleted: which of them come, and in which order, is up to its settings.
 */
export function decodeHook(body: unknown, departments: Departments, receivedAt: EpochMs): DecodedRow {
  if (!isRow(body)) return { ok: false, reason: "malformed" };
  const departmentId = integerOf(body, "dep_id");
  if (departmentId !== null) departments.learn(departmentId, body["dep"]);
  // Of what is no chat the template says so.
  if (!("chat_id" in body)) return { ok: false, reason: "malformed" };
  return decodeRow(body, integerOf(body, "chat_id"), {
    via: "hook",
    asOf: instantOf(body, "ts") ?? receivedAt,
    personWroteAt: personWroteAt(body),
    deleted: body["event"] === "chat.delete",
  });
}

/** Bots and automatic answers have no operator, and a canned one says so; a whisper is not for the visitor. */
function personWroteAt(body: Row): EpochMs | null {
  const byPerson = isPositive(body, "msg_user_id") && !isSet(body["msg_auto"]) && !isSet(body["msg_whisper"]);
  return byPerson ? instantOf(body, "msg_time") : null;
}

const isSet = (flag: unknown): boolean =>
  flag !== null && flag !== undefined && flag !== false && flag !== 0 && flag !== "" && flag !== "0";
