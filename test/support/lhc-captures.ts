/**
 * What a real Live Helper Chat sent and answered, from `test/fixtures/livehelperchat`. All people,
 * texts and keys in it are invented.
 */
import { existsSync, readFileSync } from "node:fs";
import { gunzipSync } from "node:zlib";

const FOLDER = new URL("../fixtures/livehelperchat/", import.meta.url);

export type LhcRow = Readonly<Record<string, unknown>>;

/** A webhook as it arrived; `at` in seconds since 1970. */
export interface CapturedHook {
  readonly at: number;
  readonly body: LhcRow;
}

/** A poll of the live chats, with the operators and departments of the same moment. */
export interface CapturedPoll {
  readonly at: number;
  readonly live: readonly LhcRow[];
  readonly ops: readonly LhcRow[];
  readonly deps: readonly LhcRow[];
}

/** The text of one capture, stored plain or gzipped. */
export function lhcCapture(name: string): string {
  const plain = new URL(name, FOLDER);
  if (existsSync(plain)) return readFileSync(plain, "utf8");
  return gunzipSync(readFileSync(new URL(`${name}.gz`, FOLDER))).toString("utf8");
}

const linesOf = (name: string): string[] =>
  lhcCapture(name)
    .split("\n")
    .filter((line) => line.trim() !== "");

export const capturedHooks = (name: string): CapturedHook[] =>
  linesOf(`${name}.hooks.jsonl`).map((line): CapturedHook => JSON.parse(line));

export const capturedPolls = (): CapturedPoll[] =>
  linesOf("scenario.rest-poll.jsonl").map((line): CapturedPoll => JSON.parse(line));

/** The table of chats at the end of the scenario, closed ones included, as REST gives it at `at` seconds since 1970. */
export function finalRows(at: number): LhcRow[] {
  const [head = "", ...rows] = linesOf("scenario.lh_chat.tsv");
  const names = head.split("\t");
  return rows
    .map((row) =>
      Object.fromEntries(row.split("\t").map((value, column) => [names[column] ?? "", Number(value)])),
    )
    .map((row) => Object.assign({}, row, { device_type: 0, user_status_front: frontOf(row, at) }));
}

/** As Live Helper Chat works it out: gone are those who ended it, and those of whom nothing was heard for a minute. */
function frontOf(row: Readonly<Record<string, number>>, at: number): number {
  const ended = row["user_status"] === 1 && [3, 9].includes(row["status_sub"] ?? 0);
  return ended || at - (row["lsync"] ?? 0) > 60 ? 1 : 0;
}
