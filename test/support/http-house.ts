import { createHmac, randomBytes } from "node:crypto";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { connect } from "node:net";
import { tmpdir } from "node:os";
import path from "node:path";

import type { Express } from "express";

import { type AccessDatabase, openAccessDatabase } from "#access/access-database.ts";
import { AuditLog } from "#access/audit-log.ts";
import { Pairings } from "#access/pairings.ts";
import { feedsOf } from "#config/outlook-rules.ts";
import { loadConfig } from "#config/load-config.ts";
import type { Config } from "#config/schema.ts";
import type { HelplineEvent } from "#domain/contact-event.ts";
import type { DeliveryDesk } from "#engine/delivery-ports.ts";
import type { PastReader } from "#engine/past-ports.ts";
import type {
  Acceptance,
  BoardReader,
  EventSink,
  Logger,
  Pseudonyms,
  Readiness,
  ReportReader,
} from "#engine/ports.ts";
import { type Access, createAccess } from "#http/access/access.ts";
import type { AlertDesk } from "#http/alerts-router.ts";
import { type AppOptions, createApp } from "#http/app.ts";
import { houseOf } from "#http/house.ts";
import { type HttpServer, listen } from "#http/listen.ts";
import { createEventsRouter } from "#sources/http-events/events-router.ts";
import { eventsOpenApi } from "#sources/http-events/openapi.ts";

import type { SystemReader } from "#engine/system-status.ts";

import { PRODUCERS_CONFIG } from "./cloud-events.ts";
import { aloneAndWell, noHistories } from "./empty-readers.ts";
import { type ManualClock, manualClock } from "./manual-clock.ts";

/** The whole HTTP edge of a house on a port of its own, over a sink that keeps what it is given. */
export interface HttpHouse extends HttpServer {
  readonly app: Express;
  readonly clock: ManualClock;
  readonly sink: MemorySink;
  /** Every log line so far, as JSON. */
  readonly log: string[];
  readonly readiness: ReturnType<Readiness["check"]>;
  /** What `access.sqlite` holds. */
  readonly database: AccessDatabase;
  readonly audit: AuditLog;
  post(body: string | Uint8Array<ArrayBuffer>, headers?: Record<string, string>): Promise<Response>;
  /** Sends exactly these bytes and returns the whole answer. */
  raw(request: string): Promise<string>;
}

/** Remembers events by source and id, as a journal does. */
export interface MemorySink extends EventSink {
  readonly events: HelplineEvent[];
  /** Thrown instead of accepting, while set. */
  fault: Error | null;
  /** Awaited before accepting, while set. */
  gate: Promise<void> | null;
}

export function memorySink(tooLateBefore = Date.UTC(2026, 10, 24)): MemorySink {
  const known = new Set<string>();
  const sink: MemorySink = {
    events: [],
    fault: null,
    gate: null,
    async accept(events) {
      await sink.gate;
      if (sink.fault) throw sink.fault;
      return events.map((event): Acceptance => {
        const key = `${event.source}|${event.id}`;
        if (event.at < tooLateBefore) return "too-late";
        if (known.has(key)) return "duplicate";
        known.add(key);
        sink.events.push(event);
        return "accepted";
      });
    },
  };
  return sink;
}

export function hmacPseudonyms(): Pseudonyms {
  const key = randomBytes(32);
  const pseudonym = (text: string): string =>
    createHmac("sha256", key).update(text).digest("hex").slice(0, 32);
  return {
    contact: (source, nativeId) => pseudonym(`contact|${source}|${nativeId}`),
    event: (source, nativeId) => pseudonym(`event|${source}|${nativeId}`),
  };
}

export async function openHouse(
  options: {
    readonly config?: string;
    /** Where `access.sqlite` lies; kept when it is passed on. */
    readonly data?: string;
    readonly reports?: ReportReader;
    readonly histories?: PastReader;
    readonly system?: SystemReader;
    readonly behindTls?: boolean;
    /** In the place of that of the configuration. */
    readonly access?: Partial<NonNullable<Config["access"]>>;
    readonly server?: Partial<Config["server"]>;
    /** What every file of a secret holds. */
    readonly secret?: string;
    readonly port?: number;
    readonly board?: Partial<BoardReader>;
    /** In the place of those of the configuration. */
    readonly sources?: Config["sources"];
    readonly doors?: (access: Access) => AppOptions["doors"];
    readonly alerts?: Partial<AlertDesk>;
  } = {},
): Promise<HttpHouse> {
  const loaded = loadConfig(options.config ?? PRODUCERS_CONFIG);
  const config = {
    ...loaded,
    sources: options.sources ?? loaded.sources,
    server: { ...loaded.server, behindTls: options.behindTls ?? loaded.server.behindTls, ...options.server },
    ...(loaded.access === undefined ? {} : { access: { ...loaded.access, ...options.access } }),
  };
  const clock = manualClock();
  const log: string[] = [];
  const record = (fields: object, message: string): void =>
    void log.push(JSON.stringify({ ...fields, message }));
  const logger: Logger = { debug: record, info: record, warn: record, error: record };
  const sink = memorySink();
  const readiness: HttpHouse["readiness"] = {
    journalWritable: true,
    stateRebuilt: true,
    draining: false,
    bus: null,
  };
  const data = options.data ?? mkdtempSync(path.join(tmpdir(), "vedetta-access-"));
  const database = openAccessDatabase(data);
  const audit = new AuditLog(database, logger);
  const access = createAccess({
    config,
    database,
    audit,
    pairings: new Pairings(),
    mayRenew: () => true,
    readSecret: () => options.secret ?? "",
    clock,
    logger,
  });
  const sources = config.sources.filter((source) => source.kind === "http-events");
  const pseudonyms = hmacPseudonyms();
  const webRoot = builtPage();
  const app = createApp({
    config,
    house: houseOf(config, feedsOf(config)),
    board: { ...emptyBoard, ...options.board },
    readiness: { check: () => readiness },
    reports: options.reports ?? noReports,
    histories: options.histories ?? noHistories,
    system: options.system ?? { system: () => aloneAndWell },
    alerts: { ...noAlerts, ...options.alerts },
    deliveries: noDeliveries,
    access,
    events: {
      router: createEventsRouter({
        sources,
        house: config,
        sink,
        pseudonyms,
        logger,
        authorize: access.sourcesOf,
        foreign: access.refused,
      }),
      openApi: eventsOpenApi(config, sources),
    },
    doors: options.doors?.(access) ?? new Map(),
    stream: (_req, res) => void res.type("text/event-stream").send(": a stream\n\n"),
    walls: () => 0,
    webRoot,
    clock,
    logger,
  });
  const server = await listen({ app, host: "127.0.0.1", port: options.port ?? 0 });
  return {
    ...server,
    app,
    clock,
    sink,
    log,
    readiness,
    database,
    audit,
    post: (body, headers = {}) =>
      fetch(`${server.url}/api/v1/events`, {
        method: "POST",
        body,
        headers: { "Content-Type": "application/json", ...headers },
      }),
    raw: (request) => rawRequest(server.port, request),
    async close() {
      await server.close();
      database.close();
      rmSync(webRoot, { recursive: true });
      if (options.data === undefined) rmSync(data, { recursive: true });
    },
  };
}

function builtPage(): string {
  const root = mkdtempSync(path.join(tmpdir(), "vedetta-page-"));
  mkdirSync(path.join(root, "assets"));
  writeFileSync(path.join(root, "index.html"), "<!doctype html><title>wall</title>");
  writeFileSync(path.join(root, "assets", "main-abc123.js"), "export {};");
  return root;
}

const noReports: ReportReader = {
  report: () => ({ ok: false, slug: "no-data", detail: "nothing is known yet" }),
  periods: () => [],
};

/** Of a house where everything can be sent again and nothing is there. */
const noDeliveries: DeliveryDesk = {
  deliveries: () => ({ receivers: [], deliveries: [] }),
  resend: () => "waits",
  sendTest: (receiver) => Promise.resolve({ receiver, delivered: true, error: null }),
};

const noAlerts: AlertDesk = {
  shown: [],
  past: [],
  silences: [],
  acknowledge: () => false,
  silence: () => null,
  endSilence: () => true,
};

const emptyBoard: BoardReader = {
  heartbeat: () => ({
    nowMs: 0,
    speed: 1,
    revision: 0,
    sources: [],
    together: null,
    knownDay: null,
    announcement: null,
    bus: null,
  }),
  trend: () => ({ dayStartMs: 0, dayEndMs: 86_400_000, stepMs: 300_000, channels: [] }),
  snapshot: () => ({
    revision: 0,
    asOfMs: 0,
    dayStartMs: 0,
    dayEndMs: 86_400_000,
    channels: [],
    sources: [],
    together: null,
    knownDay: null,
    announcement: null,
    alerts: [],
    bus: null,
  }),
  onSnapshot: () => () => {},
};

async function rawRequest(port: number, request: string): Promise<string> {
  const socket = connect(port, "127.0.0.1");
  socket.end(request);
  let answer = "";
  for await (const chunk of socket.setEncoding("utf8")) answer += String(chunk);
  return answer;
}
