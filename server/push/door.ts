import type { ServerResponse } from "node:http";

import type { Request, RequestHandler, Response } from "express";

import type { Viewer } from "#engine/ports.ts";

import { refuse, type RefusalReason } from "./refusal.ts";
import type { Seats } from "./seats.ts";
import { hasLeft, openWall, type OpenedWall } from "./wall-connection.ts";

export interface DoorOptions {
  readonly seats: Seats;
  readonly viewerOf: (req: Request, res: Response) => Viewer;
  readonly random: () => number;
  readonly isClosing: () => boolean;
  readonly onRefused: () => void;
  /** Called once per wall that is in. `response` closes when it leaves. */
  readonly onOpened: (wall: OpenedWall, response: ServerResponse, viewer: Viewer) => void;
}

/** Lets walls in: one seat each, held from the first moment until the response closes, however that comes. */
export function createDoor(options: DoorOptions): RequestHandler {
  const { seats, viewerOf, random, isClosing, onRefused, onOpened } = options;

  return async (req, res) => {
    if (hasLeft(res)) return;
    const sendAway = (reason: RefusalReason): void => {
      onRefused();
      refuse(res, reason);
    };
    // Express brings HEAD here too; a stream without a body would only hold a seat.
    if (req.method === "HEAD") {
      res.type("text/event-stream").end();
      return;
    }
    if (isClosing()) return sendAway("closing");
    // Node gives a pipelined response its socket when the one before it has ended.
    const { socket } = res;
    if (socket === null) return sendAway("pipelined");
    const viewer = viewerOf(req, res);
    const seat = seats.take(viewer.client);
    if (!seat.ok) {
      viewer.leave();
      return sendAway(seat.reason);
    }
    res.once("close", () => {
      seat.leave();
      viewer.leave();
    });

    const wall = await openWall({ req, res, socket, retryMs: retryMs(random) });
    if (wall !== null) onOpened(wall, res, viewer);
  };
}

/** 2 to 5 s, so that walls do not come back all together after a restart. */
const retryMs = (random: () => number): number => Math.floor(2_000 + random() * 3_000);
