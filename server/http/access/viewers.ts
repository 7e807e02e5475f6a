import type { IncomingMessage } from "node:http";

import type { Request, Response } from "express";

import { AccessUnavailable } from "#access/access-database.ts";
import type { Screens } from "#access/screens.ts";
import type { Sessions } from "#access/sessions.ts";
import { elapsed, hours } from "#domain/time.ts";
import type { Clock, Logger, Viewer } from "#engine/ports.ts";

import type { PrincipalOf } from "./route-guard.ts";

/** Whom a proxy vouched for is asked about anew after an hour: nobody else would tell that they may not stay. */
const VOUCHED_FOR = hours(1);

type Standing = ReturnType<Viewer["standing"]>;

export interface Viewers {
  /** Who opens a stream; `leave` must be called when it closes. */
  readonly of: (req: Request, res: Response) => Viewer;
  /** Whether a screen has the board open. */
  readonly isWatching: (screen: string) => boolean;
}

export function createViewers(options: {
  readonly principalOf: PrincipalOf;
  readonly addressOf: (request: IncomingMessage) => string;
  readonly sessions: Sessions | null;
  readonly screens: Screens;
  readonly clock: Clock;
  readonly logger: Logger;
}): Viewers {
  const { principalOf, addressOf, sessions, screens, clock, logger } = options;
  const watching = new Map<string, number>();
  const count = (screen: string, by: 1 | -1): void => {
    const left = (watching.get(screen) ?? 0) + by;
    if (left === 0) watching.delete(screen);
    else watching.set(screen, left);
  };
  /** A file that cannot be read at present sends nobody away: the board goes on. */
  const orWelcome = (ask: () => boolean): Standing => {
    try {
      return ask() ? "welcome" : "sent-away";
    } catch (error) {
      if (!(error instanceof AccessUnavailable)) throw error;
      logger.debug({}, "the file of access cannot be read: streams go on");
      return "welcome";
    }
  };

  return {
    isWatching: (screen) => watching.has(screen),
    of(req, res) {
      const principal = principalOf(req, res);
      const client = addressOf(req);
      const since = clock.now();
      const always: Viewer = { view: "desk", client, standing: () => "welcome", leave: () => {} };
      if (principal.kind === "wall") {
        const { id } = principal.screen;
        count(id, 1);
        return {
          view: "wall",
          client,
          standing: () =>
            orWelcome(() => {
              const screen = screens.get(id, clock.now());
              if (screen !== null) screens.see(screen, clock.now());
              return screen !== null;
            }),
          leave: () => count(id, -1),
        };
      }
      if (principal.kind !== "person") return always;
      const { session } = principal;
      const standing =
        session === null
          ? (): Standing => (elapsed(since, clock.now()) < VOUCHED_FOR ? "welcome" : "to-ask")
          : () => orWelcome(() => sessions?.isAlive(session, clock.now()) ?? false);
      return { ...always, standing };
    },
  };
}
