/**
 * Rows of queue_log -> facts about calls. Layout:
 * `epoch|uniqueid|queue|agent|EVENT|a1|a2|a3...`, one row a line. Field 2 of
 * ENTERQUEUE is the caller's number: it is never read.
 */
import { type DurationMs, type EpochMs, epochMs, seconds } from "#domain/time.ts";

import type { CallFact, QueueExit } from "./call-fact.ts";

export type QueueLogRow =
  | { readonly type: "call"; readonly fact: CallFact }
  /** `HLOUT`: a call made by an operator has ended. */
  | { readonly type: "outbound"; readonly at: EpochMs; readonly uniqueid: string; readonly kind: string }
  /** `QUEUESTART`: the PBX has started. */
  | { readonly type: "started"; readonly at: EpochMs }
  /** A row about something else, with its time. */
  | { readonly type: "other"; readonly at: EpochMs };

type Decoded =
  | { readonly ok: true; readonly row: QueueLogRow }
  | { readonly ok: false; readonly reason: "malformed-queue-log-row" };

/** Exits that Asterisk writes itself, and the position of the wait among their arguments. */
const EXITS: ReadonlyMap<string, { readonly how: QueueExit; readonly hold: number }> = new Map([
  ["ABANDON", { how: "caller", hold: 2 }],
  ["EXITWITHTIMEOUT", { how: "timeout", hold: 2 }],
  ["EXITEMPTY", { how: "empty", hold: 2 }],
  ["EXITWITHKEY", { how: "key", hold: 3 }],
  ["WITHDRAW", { how: "withdrawn", hold: 2 }],
]);

/** Ends of a conversation, and the position of the wait; talk follows it. */
const COMPLETIONS: ReadonlyMap<string, number> = new Map([
  ["COMPLETEAGENT", 0],
  ["COMPLETECALLER", 0],
  ["BLINDTRANSFER", 2],
  ["ATTENDEDTRANSFER", 2],
]);

export function decodeQueueLogRow(line: string): Decoded {
  const [epoch = "", uniqueid = "", queue = "", agent = "", event = "", ...fields] = line.split("|");
  if (!/^\d{9,11}$/.test(epoch) || event === "") return { ok: false, reason: "malformed-queue-log-row" };
  const at = epochMs(Number(epoch) * 1_000);
  const base = { at, uniqueid, linkedid: undefined, origin: "log" } as const;
  const operator = agent === "NONE" ? undefined : agent;

  const exit = EXITS.get(event);
  if (exit !== undefined)
    return call({ ...base, type: "exited", queue, how: exit.how, hold: secondsOf(fields[exit.hold]) });
  const completion = COMPLETIONS.get(event);
  if (completion !== undefined) {
    const [hold, talk] = [secondsOf(fields[completion]), secondsOf(fields[completion + 1])];
    return call({ ...base, type: "completed", queue, hold, talk, operator });
  }
  switch (event) {
    case "ENTERQUEUE":
      return call({ ...base, type: "joined", queue });
    case "CONNECT":
      return call({ ...base, type: "connected", queue, hold: secondsOf(fields[0]), operator });
    case "HLEND": {
      const [outcome = "", stage = "", language = "", queueStatus = ""] = fields;
      return call({ ...base, type: "finished", outcome, stage, language, queueStatus });
    }
    case "HLOUT":
      return { ok: true, row: { type: "outbound", at, uniqueid, kind: fields[0] ?? "" } };
    case "QUEUESTART":
      return { ok: true, row: { type: "started", at } };
    default:
      return { ok: true, row: { type: "other", at } };
  }
}

export function timeOf(row: QueueLogRow): EpochMs {
  return row.type === "call" ? row.fact.at : row.at;
}

function call(fact: CallFact): Decoded {
  return { ok: true, row: { type: "call", fact } };
}

function secondsOf(field: string | undefined): DurationMs {
  return seconds(/^\d{1,7}$/.test(field ?? "") ? Number(field) : 0);
}
