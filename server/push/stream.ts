import type { ServerResponse } from "node:http";

import type { Request, RequestHandler, Response } from "express";

import { ms, seconds } from "#domain/time.ts";
import type { BoardReader, Clock, Logger, Viewer } from "#engine/ports.ts";

import { createDoor } from "./door.ts";
import { createFrames, epochOf } from "./frames.ts";
import { type SeatLimits, Seats } from "./seats.ts";
import type { OpenedWall } from "./wall-connection.ts";
import { CUT_AFTER, Wall } from "./wall.ts";

/** A source beats every 5 s: that it did is on the walls a second later at most, and no age there is older than it is. */
export const HEARTBEAT_EVERY = seconds(1);

/** After a snapshot of a node that is on a bus. */
const POSITION_AFTER = ms(500);

/** How long `close` waits for walls to take their goodbye. */
export const GOODBYE_WITHIN = seconds(1);

export interface StreamOptions {
  readonly board: BoardReader;
  /** Of the page that is being served; a wall that sees another one reloads. */
  readonly build: string;
  /** Of real time, also when the figures are simulated. */
  readonly clock: Clock;
  readonly logger: Logger;
  readonly limits: SeatLimits;
  /** Who looks, what they may see, and for how long. */
  readonly viewerOf: (req: Request, res: Response) => Viewer;
  /** 0 <= x < 1. */
  readonly random: () => number;
}

/** So that somebody who was sent away sees nothing more within 5 s. */
const ASK_EVERY = seconds(2);

/** For `/metrics`. All but `count` and `stalled` only grow. */
export interface WallCounts {
  readonly count: number;
  /** Connected, but with a full socket at present. */
  readonly stalled: number;
  readonly opened: number;
  readonly refused: number;
  readonly cut: number;
  /** Snapshots that slow walls never saw. */
  readonly skipped: number;
}

export interface Stream {
  readonly handler: RequestHandler;
  walls(): WallCounts;
  /** Sends `bye` to every wall and ends its connection; who comes now is sent away. */
  goodbye(): void;
  /** Says goodbye, and resolves when the last wall has gone: after a second at most. */
  close(): Promise<void>;
}

/**
 * `GET /api/v1/stream`. A new wall gets the whole board and a heartbeat, then
 * every later board and a heartbeat each second. There is nothing to replay: a wall
 * that comes back starts from the present, a slow one skips to it.
 */
export function createStream(options: StreamOptions): Stream {
  const { board, build, clock, logger, random } = options;
  const seats = new Seats(options.limits);
  const walls = new Map<Wall, Viewer>();
  const tally = { opened: 0, refused: 0, cut: 0, skipped: 0 };
  const frames = createFrames({ board, build, epoch: epochOf(random) });
  let closing = false;

  const unsubscribe = board.onSnapshot((snapshot) => {
    for (const [wall, { view }] of walls) wall.show(frames.snapshot(snapshot, view));
    if (snapshot.bus !== null) beatSoon();
  });

  let isBeatingSoon = false;
  const beat = (): void => {
    isBeatingSoon = false;
    cancelBeat = clock.after(HEARTBEAT_EVERY, beat);
    const frame = frames.heartbeat();
    for (const wall of walls.keys()) wall.beat(frame);
  };
  let cancelBeat = clock.after(HEARTBEAT_EVERY, beat);

  /** What this node took in itself is on the bus a moment later: a wall that is moved then knows how far it was. */
  function beatSoon(): void {
    if (isBeatingSoon) return;
    isBeatingSoon = true;
    cancelBeat();
    cancelBeat = clock.after(POSITION_AFTER, beat);
  }

  const ask = (): void => {
    cancelAsk = clock.after(ASK_EVERY, ask);
    for (const [wall, viewer] of walls) {
      const standing = viewer.standing();
      if (standing !== "welcome") wall.dismiss(standing === "to-ask" ? frames.bye : frames.revoked);
    }
  };
  let cancelAsk = clock.after(ASK_EVERY, ask);

  const onCut = (): void =>
    logger.warn({ unreadMs: CUT_AFTER, walls: walls.size }, "a wall that does not read was cut off");

  const onOpened = (opened: OpenedWall, response: ServerResponse, viewer: Viewer): void => {
    const wall = new Wall({ ...opened, response, clock, tally, heartbeat: frames.heartbeat, onCut });
    tally.opened += 1;
    walls.set(wall, viewer);
    response.once("close", () => {
      walls.delete(wall);
      wall.release();
    });
    if (closing) return wall.dismiss(frames.bye);
    wall.show(frames.snapshot(board.snapshot(), viewer.view));
    wall.beat(frames.heartbeat());
  };

  const goodbye = (): void => {
    if (closing) return;
    closing = true;
    unsubscribe();
    cancelBeat();
    cancelAsk();
    logger.debug({ walls: walls.size }, "saying goodbye to all walls");
    for (const wall of walls.keys()) wall.dismiss(frames.bye);
  };

  return {
    handler: createDoor({
      seats,
      viewerOf: options.viewerOf,
      random,
      isClosing: () => closing,
      onRefused: () => (tally.refused += 1),
      onOpened,
    }),
    walls: () => ({
      count: walls.size,
      stalled: [...walls.keys()].filter((wall) => wall.stalled).length,
      ...tally,
    }),
    goodbye,
    async close() {
      goodbye();
      const cancelWait = clock.after(GOODBYE_WITHIN, () => {
        for (const wall of walls.keys()) wall.destroy();
      });
      await seats.whenEmpty();
      cancelWait();
    },
  };
}
