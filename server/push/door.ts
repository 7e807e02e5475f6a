import type { ServerResponse } from "node:http";

import type { Request, RequestHandler } from "express";

import { refuse, type RefusalReason } from "./refusal.ts";
import type { Seats } from "./seats.ts";
import { hasLeft, openWall, type OpenedWall } from "./wall-connection.ts";

export interface DoorOptions {
  readonly seats: Seats;
  readonly clientOf: (req: Request) => string;
  readonly random: () => number;
  readonly isClosing: () => boolean;
  readonly onRefused: () => void;
  /** Called once per wall that is in. `response` closes when it leaves. */
  readonly onOpened: (wall: OpenedWall, response: ServerResponse) => void;
}

/** Lets walls in: one seat each, held from the first moment until the response closes, however that comes. */
export function createDoor(options: DoorOptions): RequestHandler {
  const { seats, clientOf, random, isClosing, onRefused, onOpened } = options;

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
    const seat = seats.take(clientOf(req));
    if (!seat.ok) return sendAway(seat.reason);
    res.once("close", seat.leave);

    const wall = await openWall({ req, res, socket, retryMs: retryMs(random) });
    if (wall !== null) onOpened(wall, res);
  };
}

/** 2 to 5 s, so that walls do not come back all together after a restart. */
const retryMs = (random: () => number): number => Math.floor(2_000 + random() * 3_000);
