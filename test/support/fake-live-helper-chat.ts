/**
 * A Live Helper Chat over real HTTP that relives the captured scenario as fast as its clock goes: its
 * REST interface answers as the captured one did at that moment, and its webhooks are posted when they were.
 *
 *   const lhc = await startFakeLhc({ clock });
 *   ... a source that asks lhc.baseUrl ...
 *   const hooks = lhc.postHooks("http://127.0.0.1:1522/api/v1/livehelperchat/chat", token);
 *   ... time passes ...
 *   await lhc.close();
 *
 * Rows and operators carry what a real one holds of people besides, whatever fields a client asks to leave out.
 */
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";

import { type EpochMs, epochMs, ms } from "#domain/time.ts";
import type { Clock } from "#engine/ports.ts";

import {
  type CapturedHook,
  capturedHooks,
  capturedPolls,
  finalRows,
  lhcCapture,
  type LhcRow,
} from "./lhc-captures.ts";
import { OPERATOR_FIELDS, PERSONAL_FIELDS } from "./lhc-personal.ts";
import { listen } from "./listen.ts";

/** How it may fail. `refuses`: HTTP 200 with `error: true`, its answer to a wrong key. */
export type LhcFault = "refuses" | "http-500" | "redirects" | "garbage" | "hangs" | "cuts";

export interface FakeLhc {
  readonly baseUrl: string;
  readonly username: string;
  readonly apiKey: string;
  /** Paths that were asked for, with their queries. */
  readonly asked: readonly string[];
  fault: LhcFault | null;
  /** The key may not ask for operators. */
  deniesOperators: boolean;
  /** Rows that are there no more. */
  readonly deleted: Set<number>;
  /** Webhooks that were sent and are not answered yet. */
  readonly hooksUnderWay: number;
  /**
   * Posts every webhook when its time comes, those of one chat one after the other, and none again
   * that was not taken. Resolves after the last.
   */
  postHooks(url: string, token: string): Promise<void>;
  close(): Promise<void>;
}

/** The first moment of the scenario, a second before its first chat. */
export const SCENARIO_START: EpochMs = epochMs(1_795_407_977_000);
/** All that was captured has happened. */
export const SCENARIO_END: EpochMs = epochMs(1_795_408_140_000);

const USERNAME = "wallboard";
const API_KEY = "invented-key-0123456789";

/** `clock`: that of the scenario. `shiftSeconds`: all of it is as much later, to whoever asks or listens. */
export async function startFakeLhc({
  clock,
  shiftSeconds = 0,
}: {
  readonly clock: Clock;
  readonly shiftSeconds?: number;
}): Promise<FakeLhc> {
  const polls = capturedPolls();
  const asked: string[] = [];
  const deleted = new Set<number>();
  const state = { fault: null as LhcFault | null, deniesOperators: false, hooksUnderWay: 0 };

  const pollNow = () => polls.findLast(({ at }) => at * 1_000 <= clock.now()) ?? polls[0];
  const isThere = (row: LhcRow): boolean => !deleted.has(Number(row["id"]));
  const closed = (): LhcRow[] =>
    finalRows(clock.now() / 1_000).filter(
      (row) => row["status"] === 2 && Number(row["cls_time"]) * 1_000 <= clock.now(),
    );
  const live = (): LhcRow[] => {
    const over = new Set(closed().map((row) => row["id"]));
    return (pollNow()?.live ?? []).filter((row) => !over.has(row["id"]));
  };
  const rowsFor = (query: URLSearchParams): LhcRow[] => {
    const since = Number(query.get("time_gt") ?? 0) - shiftSeconds;
    const rows = query.get("status_ids") === "0,1,5" ? live() : [...live(), ...closed()];
    return rows
      .filter((row) => Number(row["time"]) > since && isThere(row))
      .slice(0, Number(query.get("limit") ?? 20))
      .map((row) => Object.assign({}, row, PERSONAL_FIELDS));
  };
  const operators = () =>
    (pollNow()?.ops ?? []).map((row) =>
      Object.assign({}, row, OPERATOR_FIELDS, { active_chats: row["active"], pending_chats: row["pending"] }),
    );

  const answer = (url: URL): unknown => {
    switch (url.pathname) {
      case "/lhc/restapi/chats": {
        const list = rowsFor(url.searchParams);
        return { filter: { ...PERSONAL_FIELDS }, list, list_count: list.length, error: false };
      }
      case "/lhc/restapi/onlineusers":
        return state.deniesOperators ? { error: true, result: PERSONAL_FIELDS.msg } : operators();
      case "/lhc/restapi/departments":
        return JSON.parse(lhcCapture("rest.departments.json"));
      default:
        return { error: true, result: PERSONAL_FIELDS.msg };
    }
  };
  const server = createServer({ keepAliveTimeout: 500 }, (req, res) => {
    asked.push(req.url ?? "");
    res.setHeader("Date", new Date(clock.now() + shiftSeconds * 1_000).toUTCString());
    if (state.fault !== null) return fail(state.fault, res);
    const body = isAllowed(req)
      ? answer(new URL(req.url ?? "", "http://127.0.0.1"))
      : { error: true, result: "Authorization failed!" };
    res.setHeader("Content-Type", "application/json");
    res.end(textOf(body, shiftSeconds));
  });
  const port = await listen(server);

  return Object.assign(state, {
    baseUrl: `http://127.0.0.1:${port}/lhc/`,
    username: USERNAME,
    apiKey: API_KEY,
    asked,
    deleted,
    async postHooks(url: string, token: string) {
      const chats = Map.groupBy(capturedHooks("scenario"), ({ body }) => body["chat_id"]);
      const post = async ({ at, body }: CapturedHook): Promise<void> => {
        await until(clock, epochMs(at * 1_000));
        state.hooksUnderWay += 1;
        await postOnce(url, token, textOf(careless(body), shiftSeconds));
        state.hooksUnderWay -= 1;
      };
      await Promise.all(
        chats.values().map(async (hooks) => {
          for (const hook of hooks) await post(hook);
        }),
      );
    },
    async close() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  });
}

/** As its `http` worker does: whatever becomes of it, nothing is tried again. */
async function postOnce(url: string, token: string, body: string): Promise<void> {
  const headers = { Authorization: `Bearer ${token}`, "Content-Type": "application/json" };
  try {
    await (await fetch(url, { method: "POST", headers, body })).arrayBuffer();
  } catch {
    // Nobody takes it.
  }
}

/** A webhook of a template that was not thought about. */
const careless = (body: LhcRow): LhcRow => ({
  ...body,
  ...PERSONAL_FIELDS,
  user_data: OPERATOR_FIELDS.user,
});

/** All captured webhooks of the scenario as they are sent, so many seconds later. */
export const hookTexts = (shiftSeconds: number): string[] =>
  capturedHooks("scenario").map(({ body }) => textOf(careless(body), shiftSeconds));

/** Every time of the capture is moved; nothing else in it is a number of that size. */
const textOf = (body: unknown, shiftSeconds: number): string =>
  JSON.stringify(body, (_name, value: unknown) =>
    typeof value === "number" && value > 1_790_000_000 ? value + shiftSeconds : value,
  );

/** Resolves when the clock shows `at`; at once when it does already. */
async function until(clock: Clock, at: EpochMs): Promise<void> {
  const { promise, resolve } = Promise.withResolvers<void>();
  clock.after(ms(Math.max(0, at - clock.now())), resolve);
  await promise;
}

const isAllowed = (req: IncomingMessage): boolean =>
  req.headers.authorization === `Basic ${Buffer.from(`${USERNAME}:${API_KEY}`).toString("base64")}`;

function fail(fault: LhcFault, res: ServerResponse): void {
  switch (fault) {
    case "refuses":
      res.end(JSON.stringify({ error: true, result: PERSONAL_FIELDS.msg }));
      return;
    case "http-500":
      res.writeHead(500).end(PERSONAL_FIELDS.msg);
      return;
    case "redirects":
      res.writeHead(302, { Location: "/lhc/restapi/elsewhere" }).end();
      return;
    case "garbage":
      res.end(`<html>${PERSONAL_FIELDS.msg}`);
      return;
    case "cuts":
      res.destroy();
      return;
    case "hangs":
      return;
  }
}
