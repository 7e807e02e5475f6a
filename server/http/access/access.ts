import type { IncomingMessage } from "node:http";

import type { RequestHandler, Router } from "express";

import type { Config } from "#config/schema.ts";
import type { SourceId } from "#domain/contact-event.ts";
import type { Bookmarks, Clock, Logger } from "#engine/ports.ts";
import { ProblemError } from "#wire/problem.ts";

import { createAttemptLimit } from "./attempt-limit.ts";
import { pairingRouter } from "./pairing-router.ts";
import { sendNotice } from "./notice-page.ts";
import { findBySecret } from "./secret-hash.ts";
import { createWallCookies } from "./wall-cookie.ts";

/** Who may come in. */
export interface Access {
  /** The HTTP sources that a request may speak for; throws `ProblemError` when there is none. */
  readonly sourcesOf: (request: IncomingMessage) => ReadonlySet<SourceId>;
  /** Lets walls pass. */
  readonly requireWall: RequestHandler;
  /** Lets walls and sources pass: for documents that both read. */
  readonly requireAnyone: RequestHandler;
  /** `/pair/...`; `null` when nothing needs pairing. */
  readonly pairing: Router | null;
}

export interface AccessOptions {
  readonly config: Config;
  /** Signs the cookies of walls. */
  readonly cookieSecret: Buffer;
  /** Remembers which links were used. */
  readonly bookmarks: Bookmarks;
  readonly clock: Clock;
  readonly logger: Logger;
}

/** Without an access section everyone is let in; `assertSafeBinding` sees to it that this is only this machine. */
export function createAccess(options: AccessOptions): Access {
  const { config, clock, logger } = options;
  const everySource = new Set<SourceId>(
    config.sources.filter((source) => source.kind === "http-events").map((source) => source.id),
  );
  const { access } = config;
  if (!access) {
    return { sourcesOf: () => everySource, requireWall: letPass, requireAnyone: letPass, pairing: null };
  }

  const attempts = createAttemptLimit(clock);
  const cookies = createWallCookies({
    walls: access.walls,
    secret: options.cookieSecret,
    behindTls: config.server.behindTls,
  });

  const sourcesOf = (request: IncomingMessage): ReadonlySet<SourceId> => {
    const token = /^Bearer ([\w.~+/-]{1,200}=*)$/i.exec(request.headers.authorization ?? "")?.[1];
    if (token === undefined) throw new ProblemError("unauthorized");
    const found = findBySecret(token, access.sources, (source) => source.tokenSha256);
    if (found) return new Set([found.source]);
    // A right token passes all the same: 256 bits cannot be guessed, and producers may share an address.
    const address = addressOf(request);
    if (attempts.isSpent(address)) throw new ProblemError("too-many-requests", { retryAfterSeconds: 60 });
    attempts.failed(address);
    logger.warn({ address }, "a wrong source token was refused");
    throw new ProblemError("unauthorized");
  };

  const isWall: (...args: Parameters<RequestHandler>) => boolean = (req, res) => {
    const recognised = cookies.wallOf(req.headers.cookie, clock.now());
    if (recognised?.shouldRenew) res.append("Set-Cookie", cookies.issue(recognised.wall, clock.now()));
    return recognised !== null;
  };

  return {
    sourcesOf,
    requireWall(req, res, next) {
      if (isWall(req, res, next)) return next();
      if (req.path.startsWith("/api/")) throw new ProblemError("unauthorized");
      sendNotice(res, { status: 401, notice: "not-paired", house: config.house });
    },
    requireAnyone(req, res, next) {
      if (!isWall(req, res, next)) sourcesOf(req);
      next();
    },
    pairing: pairingRouter({ ...options, walls: access.walls, cookies, attempts }),
  };
}

const letPass: RequestHandler = (_req, _res, next) => next();

const addressOf = (request: IncomingMessage): string => request.socket.remoteAddress ?? "";
