/** The servers that are compared. Each sends a snapshot to a wall that comes, and every published one after it. */
import { createServer, type Server, type ServerResponse } from "node:http";

import { createChannel, createSession } from "better-sse";
import express from "express";

import type { BoardReader, Clock, Logger } from "#engine/ports.ts";
import { systemClock } from "#platform/clock.ts";
import { createStream } from "#push/stream.ts";
import type { BoardSnapshot } from "#wire/board-snapshot.ts";

export interface Variant {
  readonly server: Server;
  readonly publish: (snapshot: BoardSnapshot) => void;
}

export const VARIANTS: Readonly<Record<string, (first: BoardSnapshot) => Variant>> = {
  /** Vedetta without heartbeats, which the others do not have either. */
  vedetta: (first) => vedetta(first, { ...systemClock, after: () => () => undefined }),
  "vedetta-with-timers": (first) => vedetta(first, systemClock),
  "res.write": resWrite,
  "better-sse": betterSse,
};

function vedetta(first: BoardSnapshot, clock: Clock): Variant {
  let latest = first;
  let publish = (snapshot: BoardSnapshot): void => void (latest = snapshot);
  const board: BoardReader = {
    snapshot: () => latest,
    heartbeat: () => ({ nowMs: clock.now(), speed: 1, revision: latest.revision, bus: null, sources: [] }),
    trend: () => ({ dayStartMs: 0, dayEndMs: 0, stepMs: 300_000, channels: [] }),
    onSnapshot(listener) {
      publish = (snapshot) => {
        latest = snapshot;
        listener(snapshot);
      };
      return () => undefined;
    },
  };
  const stream = createStream({
    board,
    build: "bench",
    clock,
    logger: silentLogger,
    limits: { maxWalls: 100_000, maxWallsPerClient: 100_000 },
    random: () => 0.5,
    viewerOf: () => ({ view: "desk", client: "", standing: () => "welcome", leave: () => undefined }),
  });
  const app = express().get("/api/v1/stream", stream.handler);
  return { server: createServer(app), publish: (snapshot) => publish(snapshot) };
}

const silent = (): void => undefined;
const silentLogger: Logger = { debug: silent, info: silent, warn: silent, error: silent };

/** As cheap as Node alone makes it: one Buffer for all, and no look at who does not read. */
function resWrite(first: BoardSnapshot): Variant {
  const walls = new Set<ServerResponse>();
  let latest = frameOf(first);
  const server = createServer((_req, res) => {
    res.writeHead(200, { "Content-Type": "text/event-stream", "Cache-Control": "no-store" });
    res.write(latest);
    walls.add(res);
    res.once("close", () => walls.delete(res));
  });
  const publish = (snapshot: BoardSnapshot): void => {
    latest = frameOf(snapshot);
    for (const res of walls) res.write(latest);
  };
  return { server, publish };
}

function frameOf(snapshot: BoardSnapshot): Buffer {
  return Buffer.from(
    `event: snapshot\nid: bench:${snapshot.revision}\ndata: ${JSON.stringify(snapshot)}\n\n`,
  );
}

function betterSse(first: BoardSnapshot): Variant {
  const channel = createChannel();
  let latest = first;
  const app = express().get("/api/v1/stream", (req, res) => {
    createSession(req, res, { keepAlive: null })
      .then((session) => {
        session.push(latest, "snapshot", `bench:${latest.revision}`);
        return channel.register(session);
      })
      .catch(() => res.destroy());
  });
  const publish = (snapshot: BoardSnapshot): void => {
    latest = snapshot;
    channel.broadcast(snapshot, "snapshot", { eventId: `bench:${snapshot.revision}` });
  };
  return { server: createServer(app), publish };
}
