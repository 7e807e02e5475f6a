import express, { type Response, type Router } from "express";

import type { Config } from "#config/schema.ts";
import type { Bookmarks, Clock, Logger } from "#engine/ports.ts";

import type { AttemptLimit } from "./attempt-limit.ts";
import { NOTICE_STYLE, type Notice, sendNotice } from "./notice-page.ts";
import { findBySecret } from "./secret-hash.ts";
import type { WallConfig, WallCookies } from "./wall-cookie.ts";

/** As `npm run token` makes them; anything else is not looked at. */
const LINK_SECRET = /^[\w-]{43}$/;

/**
 * `/pair/SECRET` works once. Opening the link only asks; the button pairs: what
 * previews links, or fetches them ahead, uses none up. Says nothing of a secret until the button is pressed.
 */
export function pairingRouter(options: {
  readonly config: Config;
  readonly walls: readonly WallConfig[];
  readonly cookies: WallCookies;
  readonly attempts: AttemptLimit;
  readonly bookmarks: Bookmarks;
  readonly clock: Clock;
  readonly logger: Logger;
}): Router {
  const { config, walls, cookies, attempts, bookmarks, clock, logger } = options;
  const show = (res: Response, status: number, notice: Notice): void =>
    sendNotice(res, { status, notice, house: config.house });

  const router = express.Router();
  router.get("/style.css", (_req, res) => {
    res.type("css").send(NOTICE_STYLE);
  });
  router.get("/:secret", (req, res) => {
    if (LINK_SECRET.test(req.params.secret)) show(res, 200, "pair");
    else show(res, 404, "wrong-link");
  });
  router.post("/:secret", (req, res) => {
    const { secret } = req.params;
    const address = req.socket.remoteAddress ?? "";
    if (attempts.isSpent(address)) {
      res.set("Retry-After", "60");
      return show(res, 429, "too-many");
    }
    const wall = LINK_SECRET.test(secret)
      ? findBySecret(secret, walls, ({ linkSha256 }) => linkSha256)
      : undefined;
    if (!wall) {
      attempts.failed(address);
      logger.warn({ address }, "a wrong pairing link was refused");
      return show(res, 404, "wrong-link");
    }
    const used = `wall-link:${wall.linkSha256}`;
    if (bookmarks.read(used) !== null) {
      logger.warn({ address, wall: wall.name }, "a used pairing link was refused");
      return show(res, 410, "used-link");
    }
    bookmarks.write(used, String(clock.now()));
    logger.info({ address, wall: wall.name }, "a wall was paired");
    res.append("Set-Cookie", cookies.issue(wall, clock.now()));
    res.set("Cache-Control", "no-store").redirect(303, "/wall");
  });
  return router;
}
