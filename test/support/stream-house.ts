/** A house with nothing but its stream: a real express application on a real port, and a board moved by hand. */
import { createServer, type Server } from "node:http";

import express, { type Request, type RequestHandler } from "express";

import { epochMs } from "#domain/time.ts";
import type { BoardReader, Logger, Viewer } from "#engine/ports.ts";
import { createStream, type Stream, type StreamOptions } from "#push/stream.ts";
import type { BoardSnapshot } from "#wire/board-snapshot.ts";

import { listen } from "./listen.ts";
import { type ManualClock, manualClock } from "./manual-clock.ts";

export interface StreamHouse {
  readonly url: string;
  readonly port: number;
  readonly server: Server;
  readonly stream: Stream;
  readonly clock: ManualClock;
  readonly board: HandBoard;
  readonly close: () => Promise<void>;
}

/** `before` runs ahead of the stream, as authentication would. */
export async function openStreamHouse(
  options: Partial<StreamOptions> & { readonly before?: RequestHandler } = {},
): Promise<StreamHouse> {
  const { before = pass, ...given } = options;
  const clock = manualClock();
  const board = createHandBoard(clock);
  const stream = createStream({
    board,
    build: "test-build",
    clock,
    logger: silentLogger,
    limits: { maxWalls: 1_000, maxWallsPerClient: 1_000 },
    random: () => 0.5,
    viewerOf: deskViewer,
    ...given,
  });
  const app = express().disable("x-powered-by");
  app.get("/api/v1/stream", before, stream.handler);
  const server = createServer(app);
  const port = await listen(server);
  return {
    url: `http://127.0.0.1:${port}/api/v1/stream`,
    port,
    server,
    stream,
    clock,
    board,
    async close() {
      const closed = Promise.withResolvers<void>();
      server.close(() => closed.resolve());
      await stream.close();
      await closed.promise;
    },
  };
}

/** Everybody sees everything, for as long as they like. */
export const deskViewer = (req: Request): Viewer => ({
  view: "desk",
  client: req.socket.remoteAddress ?? "",
  standing: () => "welcome",
  leave: () => {},
});

/** A board whose snapshots are published by the test. */
export interface HandBoard extends BoardReader {
  /** Publishes the next revision, about `bytes` long. */
  publish(bytes?: number): BoardSnapshot;
  /** How often a snapshot was turned into JSON. */
  readonly renderings: () => number;
}

export function createHandBoard(clock: Pick<ManualClock, "now">): HandBoard {
  let renderings = 0;
  const listeners = new Set<(snapshot: BoardSnapshot) => void>();
  const snapshotOf = (revision: number, bytes: number): BoardSnapshot => {
    const facts = {
      revision,
      asOfMs: clock.now(),
      dayStartMs: epochMs(Date.UTC(2026, 10, 24, 23)),
      dayEndMs: epochMs(Date.UTC(2026, 10, 25, 23)),
      channels: [],
      together: null,
      knownDay: null,
      announcement: null,
      alerts: [],
      bus: null,
      sources: [{ source: "x".repeat(bytes), link: "live" }],
    } as const;
    const toJSON = (): BoardSnapshot => {
      renderings += 1;
      return facts;
    };
    return Object.defineProperty({ ...facts }, "toJSON", { value: toJSON });
  };
  let latest = snapshotOf(1, 10);

  return {
    snapshot: () => latest,
    heartbeat: () => ({
      nowMs: clock.now(),
      speed: 1,
      revision: latest.revision,
      bus: null,
      sources: [{ source: "pbx", ageMs: 40 }],
    }),
    trend: () => ({
      dayStartMs: latest.dayStartMs,
      dayEndMs: latest.dayEndMs,
      stepMs: 300_000,
      channels: [],
      together: null,
      knownDay: null,
      announcement: null,
      alerts: [],
      bus: null,
    }),
    onSnapshot(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    publish(bytes = 10) {
      latest = snapshotOf(latest.revision + 1, bytes);
      for (const listener of listeners) listener(latest);
      return latest;
    },
    renderings: () => renderings,
  };
}

const pass: RequestHandler = (_req, _res, next) => next();
const silent = (): void => undefined;
const silentLogger: Logger = { debug: silent, info: silent, warn: silent, error: silent };
