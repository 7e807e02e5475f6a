/**
 * A real HTTP server for browser tests: serves the built page from `dist/` and
 * speaks the board's stream by script. It can refuse, fall silent with its
 * connections open, and go away and come back on the same port.
 */
import { createReadStream } from "node:fs";
import { readFile, stat } from "node:fs/promises";
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import path from "node:path";

import { freePort } from "../../scripts/free-port.ts";
import { figureReadings } from "#engine/figure-readings.ts";
import type { SessionSnapshot } from "#wire/access.ts";
import type { BoardSnapshot } from "#wire/board-snapshot.ts";
import type { Heartbeat } from "#wire/heartbeat.ts";
import { type DayHistory, type History, HISTORY_WINDOWS, type HistoryWindow } from "#wire/history.ts";
import type { House } from "#wire/house.ts";
import type { Problem } from "#wire/problem.ts";
import type { NamedPeriod, Report } from "#wire/report.ts";
import type { SystemSnapshot } from "#wire/system.ts";
import type { Trend } from "#wire/trend.ts";

import { aloneAndWell } from "./empty-readers.ts";
import { dayHistoryOf, historyOf } from "./histories.ts";
import { type AlertDeskScript, answerOfDesk, type Asked } from "./fake-alert-desk.ts";

const DIST = path.join(import.meta.dirname, "../../dist");

/** The policy of the real server: what the page does under it, it does in the room. */
const CONTENT_SECURITY_POLICY = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "img-src 'self' data:",
  "font-src 'self'",
  "connect-src 'self'",
  "manifest-src 'self'",
  "base-uri 'none'",
  "form-action 'self'",
  "frame-ancestors 'none'",
  "object-src 'none'",
  "require-trusted-types-for 'script'",
  "trusted-types lit-html",
].join("; ");

const CONTENT_TYPES: Readonly<Record<string, string>> = {
  ".html": "text/html; charset=utf-8",
  ".js": "text/javascript; charset=utf-8",
  ".css": "text/css; charset=utf-8",
  ".svg": "image/svg+xml",
  ".woff2": "font/woff2",
  ".json": "application/json",
};

/** What a new wall is told. */
export interface Script {
  house: House;
  trend: Trend;
  /** `null`: the stream opens and says nothing of the board. */
  snapshot: BoardSnapshot | null;
  heartbeat: Omit<Heartbeat, "build"> | null;
  /** The build that heartbeats announce; the page's own unless a test says otherwise. */
  build?: string;
  /** What the page of alerts is told; a test of the wall needs none. */
  alertDesk?: AlertDeskScript;
  /** What the desk is told of the past; invented from the board's time unless a test says otherwise. */
  history?: (window: HistoryWindow) => History;
  day?: DayHistory;
  system?: SystemSnapshot;
  /** Who is logged in; nobody unless a test says so. */
  session?: SessionSnapshot;
  /** What the page of the report is told; a test of the wall needs none. */
  report?: {
    readonly periods: readonly NamedPeriod[];
    /** The report of a period, or why there is none. */
    readonly answer: (from: string, to: string) => Report | Problem;
  };
}

/** `null`: it is none of these routes. */
function answerOfPast(script: Script, pathname: string, query: URLSearchParams): object | null {
  const nowMs = script.heartbeat?.nowMs ?? 0;
  if (pathname === "/api/v1/session") return script.session ?? null;
  if (pathname === "/api/v1/system") return script.system ?? aloneAndWell;
  if (pathname === "/api/v1/day") return script.day ?? dayHistoryOf(nowMs);
  const window = HISTORY_WINDOWS.find((one) => one === query.get("window"));
  if (pathname !== "/api/v1/history" || window === undefined) return null;
  return script.history?.(window) ?? historyOf(window, nowMs);
}

/** Requests that carry something are small. */
async function bodyOf(request: IncomingMessage): Promise<unknown> {
  const chunks: string[] = [];
  for await (const chunk of request.setEncoding("utf8")) chunks.push(String(chunk));
  return chunks.length === 0 ? null : JSON.parse(chunks.join(""));
}

/** `refusing`: every API request gets 503. `hanging`: connections are accepted and nothing is ever said. */
export type Behaviour = "serving" | "refusing" | "hanging";

export interface FakeBoardServer {
  readonly url: string;
  readonly script: Script;
  behaviour: Behaviour;
  /** How often each path of the API was asked for. */
  readonly asked: Map<string, number>;
  /** What pages asked to be done, in order. */
  readonly deeds: Asked[];
  /** Remembers the snapshot and sends it to every open wall. */
  send(snapshot: BoardSnapshot): void;
  beat(heartbeat: Omit<Heartbeat, "build">): void;
  /** Cuts every connection without a word. */
  cut(): void;
  /** Cuts every connection and stops listening. */
  stop(): Promise<void>;
  /** Listens again, on the same port. */
  start(): Promise<void>;
}

export async function startFakeBoardServer(script: Script): Promise<FakeBoardServer> {
  const streams = new Set<ServerResponse>();
  const asked = new Map<string, number>();
  const deeds: Asked[] = [];
  const ownBuild = await readBuild();
  const port = await freePort();
  const server = createServer((request, response) => void answer(request, response));

  const answer = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const { pathname, searchParams } = new URL(request.url ?? "/", "http://fake");
    response.setHeader("content-security-policy", CONTENT_SECURITY_POLICY);
    response.setHeader("x-content-type-options", "nosniff");
    if (!pathname.startsWith("/api/")) return sendFile(pathname, response);
    asked.set(pathname, (asked.get(pathname) ?? 0) + 1);
    if (fake.behaviour === "refusing") return void response.writeHead(503).end();
    if (fake.behaviour === "hanging") return;
    if (pathname === "/api/v1/house") return sendJson(script.house, response);
    if (pathname === "/api/v1/trend") return sendJson(script.trend, response);
    if (pathname === "/api/v1/stream") return openStream(response);
    if (script.snapshot && script.heartbeat && pathname === "/api/v1/figures")
      return sendJson(
        figureReadings({ ...script, snapshot: script.snapshot, heartbeat: script.heartbeat }),
        response,
      );
    const past = answerOfPast(script, pathname, searchParams);
    if (past) return sendJson(past, response);
    if (script.report && pathname === "/api/v1/report/periods")
      return sendJson(script.report.periods, response);
    if (script.report && pathname === "/api/v1/report") {
      const { answer: reportOf } = script.report;
      return sendJson(reportOf(searchParams.get("from") ?? "", searchParams.get("to") ?? ""), response);
    }
    const deed = { method: request.method ?? "GET", path: pathname, body: await bodyOf(request) };
    if (deed.method !== "GET") deeds.push(deed);
    const nowMs = script.heartbeat?.nowMs ?? 0;
    const done = script.alertDesk ? answerOfDesk(script.alertDesk, deed, nowMs) : null;
    if (done?.body === null) return void response.writeHead(done.status).end();
    if (done) return sendJson(done.body, response, done.status);
    response.writeHead(404).end();
  };

  const withBuild = (heartbeat: Omit<Heartbeat, "build">): Heartbeat => ({
    ...heartbeat,
    build: script.build ?? ownBuild,
  });

  const openStream = (response: ServerResponse): void => {
    response.writeHead(200, {
      "content-type": "text/event-stream; charset=utf-8",
      "cache-control": "no-store",
    });
    response.write("retry: 500\n\n");
    if (script.snapshot) response.write(frameOf("snapshot", script.snapshot));
    if (script.heartbeat) response.write(frameOf("heartbeat", withBuild(script.heartbeat)));
    streams.add(response);
    response.once("close", () => streams.delete(response));
  };

  const broadcast = (event: string, data: unknown): void => {
    if (fake.behaviour !== "serving") return;
    for (const stream of streams) stream.write(frameOf(event, data));
  };

  const listen = (): Promise<void> =>
    new Promise((resolve, reject) => {
      server.once("error", reject);
      server.listen(port, "127.0.0.1", resolve);
    });

  const fake: FakeBoardServer = {
    url: `http://127.0.0.1:${port}`,
    script,
    behaviour: "serving",
    asked,
    deeds,
    send(snapshot) {
      script.snapshot = snapshot;
      broadcast("snapshot", snapshot);
    },
    beat(heartbeat) {
      script.heartbeat = heartbeat;
      broadcast("heartbeat", withBuild(heartbeat));
    },
    cut: () => server.closeAllConnections(),
    stop: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
    start: listen,
  };
  await listen();
  return fake;
}

const frameOf = (event: string, data: unknown): string =>
  `event: ${event}\ndata: ${JSON.stringify(data)}\n\n`;

/** A problem goes with its own status and type. */
function sendJson(body: object, response: ServerResponse, status = 200): void {
  const isProblem = "type" in body && "status" in body && typeof body.status === "number";
  response.writeHead(isProblem ? Number(body.status) : status, {
    "content-type": isProblem ? "application/problem+json" : "application/json",
    "cache-control": "no-store",
  });
  response.end(JSON.stringify(body));
}

/** Pages have no file ending and are all the same file. */
async function sendFile(pathname: string, response: ServerResponse): Promise<void> {
  const name = path.extname(pathname) ? path.normalize(pathname) : "/index.html";
  const file = path.join(DIST, name);
  const isFile = await stat(file).then(
    (found) => found.isFile(),
    () => false,
  );
  if (!isFile) return void response.writeHead(404).end();
  response.writeHead(200, {
    "content-type": CONTENT_TYPES[path.extname(file)] ?? "application/octet-stream",
  });
  createReadStream(file).pipe(response);
}

async function readBuild(): Promise<string> {
  const { build }: { build: string } = JSON.parse(await readFile(path.join(DIST, "build.json"), "utf8"));
  return build;
}
