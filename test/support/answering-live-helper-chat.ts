/** A Live Helper Chat that answers by REST as it was seen to do, and whoever takes its webhooks. */
import { readFileSync } from "node:fs";
import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import type { TestContext } from "node:test";

import express from "express";

import { createWebhookRouter } from "#sources/livehelperchat/webhook-router.ts";

import { listen } from "./listen.ts";

export const CHAT_USER = "wallboard-user";
export const CHAT_KEY = "key-that-nobody-may-see";
export const HOOK_TOKEN = "token-that-nobody-may-see-0123456789";

type Row = Record<string, unknown>;

const captured = (name: string): string =>
  readFileSync(`test/fixtures/livehelperchat/rest.${name}.json`, "utf8");
const rowsOf = (name: string): readonly Row[] => JSON.parse(captured(name)).list;

/**
 * The chats of the recordings, the youngest of them a minute old, with a name and an address;
 * two more in a department that nobody configured.
 */
function chats(): readonly Row[] {
  const closed = rowsOf("chats_all").find((row) => row["status"] === 2) ?? {};
  const rows = [
    ...rowsOf("chats_live"),
    closed,
    ...[9_001, 9_002].map((id) => changed(closed, { id, dep_id: 4 })),
  ];
  const youngest = Math.max(...rows.map((row) => Number(row["time"])));
  const shift = Math.floor(Date.now() / 1_000) - 60 - youngest;
  const person = { nick: "Anna Bianchi", email: "anna@example.org", user_status_front: 0 };
  return rows.map((row) => changed(row, { ...person, time: Number(row["time"]) + shift }));
}

const changed = (row: Row, change: Row): Row => ({ ...row, ...change });

/** How a Live Helper Chat may be set up. */
export interface ChatSetUp {
  readonly mayCountOperators?: boolean;
  readonly mayReadDepartments?: boolean;
  /** A proxy that lets the questions of the wallboard pass, and nothing else. */
  readonly behindProxy?: boolean;
  /** A proxy that drops everything behind the question mark. */
  readonly dropsQuery?: boolean;
}

const refusal = (permission: string): string =>
  JSON.stringify({
    error: true,
    result: `You do not have permission. \`${permission.replace(", ", "`, `")}\` is required.`,
  });

/** One that starts, and counts what it was asked. */
export async function startAnsweringChat(test: TestContext, setUp: ChatSetUp = {}) {
  const asked: string[] = [];
  const server = createServer((request, response) => {
    asked.push(`${request.method} ${request.url}`);
    answer(request, response, setUp);
  });
  const port = await open(test, server);
  return { baseUrl: `http://127.0.0.1:${port}/index.php`, asked };
}

function answer(request: IncomingMessage, response: ServerResponse, setUp: ChatSetUp): void {
  const url = new URL(request.url ?? "", "http://localhost");
  const query = setUp.dropsQuery ? new URLSearchParams() : url.searchParams;
  const send = (body: string, status = 200): void => {
    response.writeHead(status, { "Content-Type": "application/json" }).end(body);
  };
  if (request.headers.authorization !== `Basic ${Buffer.from(`${CHAT_USER}:${CHAT_KEY}`).toString("base64")}`)
    return send('{"error":true,"result":"Authorization failed!"}');
  switch (url.pathname) {
    case "/index.php/restapi/chats":
      return send(JSON.stringify({ list: chatsFor(query), list_count: 8, error: false }));
    case "/index.php/restapi/onlineusers":
      return setUp.mayCountOperators === false
        ? send(refusal("lhuser, userlistonlineall"), 400)
        : send(captured("onlineusers"));
    case "/index.php/restapi/departments":
      return setUp.mayReadDepartments === false
        ? send(refusal("lhdepartment, list"), 400)
        : send(captured("departments"));
    case "/index.php/restapi/fetchchatmessages":
      return setUp.behindProxy
        ? send("", 403)
        : send('{"error":true,"result":"Could not find chat by chat_id!"}');
    case "/index.php/restapi/getusers":
      return setUp.behindProxy ? send("", 403) : send(refusal("lhuser, userlist"));
    default:
      return send("<html>Not found</html>", 404);
  }
}

function chatsFor(query: URLSearchParams): readonly Row[] {
  // As PHP has it: "0" is empty, and an empty filter is none.
  const statuses = query.get("status_ids");
  const filter = statuses === null || statuses === "0" ? null : statuses.split(",").map(Number);
  const since = Number(query.get("time_gt") ?? 0);
  const ignored = new Set((query.get("ignore_fields") ?? "").split(","));
  return chats()
    .filter((row) => (filter?.includes(Number(row["status"])) ?? true) && Number(row["time"]) > since)
    .slice(0, Number(query.get("limit") ?? 20))
    .map((row) => Object.fromEntries(Object.entries(row).filter(([name]) => !ignored.has(name))));
}

/** Our own receiver, at a port of its own; `bodies` are those that it let in. */
export async function startHookReceiver(test: TestContext) {
  const bodies: unknown[] = [];
  const app = express();
  app.use(
    "/api/v1/livehelperchat",
    createWebhookRouter({
      sources: new Set(["chat"]),
      authorize: ({ headers }) =>
        headers.authorization === `Bearer ${HOOK_TOKEN}` ? null : { retryAfterSeconds: null },
      receive: (_source, body) => void bodies.push(body),
    }),
  );
  return { port: await open(test, createServer(app)), bodies };
}

/** Something between Live Helper Chat and us that answers everything with a page. */
export const startChattyProxy = (test: TestContext): Promise<number> =>
  open(
    test,
    createServer((request, response) => {
      request.resume().on("end", () => response.writeHead(200).end("<html>"));
    }),
  );

async function open(test: TestContext, server: Server): Promise<number> {
  test.after(() => server.close());
  return listen(server);
}
