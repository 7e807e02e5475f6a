import type { IncomingMessage } from "node:http";

import express, { type Request, type RequestHandler, type Response, type Router } from "express";

import type { AccessDatabase } from "#access/access-database.ts";
import { Accounts } from "#access/accounts.ts";
import type { AuditLog } from "#access/audit-log.ts";
import type { Pairings } from "#access/pairings.ts";
import { Screens } from "#access/screens.ts";
import { type Origin, Sessions } from "#access/sessions.ts";
import type { Config } from "#config/schema.ts";
import { tokensOf } from "#config/tokens.ts";
import type { SourceId } from "#domain/contact-event.ts";
import { minutes } from "#domain/time.ts";
import type { Clock, Logger } from "#engine/ports.ts";
import { ProblemError } from "#wire/problem.ts";

import { createClientAddress } from "./client-address.ts";
import { createCookies } from "./cookies.ts";
import { createCredentials } from "./credentials.ts";
import { deviceName } from "./device-name.ts";
import { createDirectOnly } from "./direct-only.ts";
import { loginRouter } from "./login-router.ts";
import { createOnceIn } from "./once-in.ts";
import { createOidcLogin } from "./oidc-login.ts";
import { pairingRouter } from "./pairing-router.ts";
import type { Principal } from "./principal.ts";
import { createNoteRefusal, createRefusal } from "./refusal.ts";
import { type PrincipalOf, routeGuard } from "./route-guard.ts";
import { routeNameOf } from "./route-table.ts";
import { screensRouter } from "./screens-router.ts";
import { sessionsRouter } from "./sessions-router.ts";
import { setupRouter } from "./setup-router.ts";
import { createTokens, type TokenRefusal } from "./tokens.ts";
import { createViewers, type Viewers } from "./viewers.ts";

/** Who may come in. */
export interface Access {
  /** Stands before every route. */
  readonly guard: RequestHandler;
  readonly principalOf: PrincipalOf;
  readonly addressOf: (request: IncomingMessage) => string;
  /** The HTTP sources that a request may speak for. */
  readonly sourcesOf: (request: IncomingMessage) => ReadonlySet<SourceId>;
  /** For the door of webhooks, which stands before all others; `null`: it is let in. */
  readonly refusalOfWebhook: (request: IncomingMessage, source: SourceId) => TokenRefusal | null;
  /** To be called when a route refuses for itself: that somebody who is known tried it is written down. */
  readonly refused: (req: Request, res: Response) => void;
  /** Who looks at the stream, and whether they still may. */
  readonly viewers: Viewers;
  /** Login, set-up; nothing without an access section. */
  readonly pages: Router;
  /** Pairing, screens, sessions, the audit log. */
  readonly api: Router;
  readonly audit: AuditLog;
}

export interface AccessOptions {
  readonly config: Config;
  readonly database: AccessDatabase;
  readonly audit: AuditLog;
  /** Screens that wait, at whichever node. */
  readonly pairings: Pairings;
  /** False while other nodes would not hear of a screen's new secret. */
  readonly mayRenew: () => boolean;
  readonly readSecret: (file: string) => string;
  readonly clock: Clock;
  readonly logger: Logger;
}

/** Two that have one secret may show it in turn. */
const OLD_SECRET_EVERY = minutes(10);

/** Without an access section everyone is let in; `bindingFaults` sees to it that this is only this machine. */
export function createAccess(options: AccessOptions): Access {
  const { config, database, audit, pairings, clock, logger } = options;
  const { access, house, server } = config;
  const addressOf = createClientAddress(server.proxies);
  const isNews = createOnceIn(clock, OLD_SECRET_EVERY);
  const screens = new Screens(database, options.mayRenew, ({ id, name }, { address }) => {
    if (!isNews(id)) return;
    const target = `${name} (${id})`;
    audit.write({ actor: `screen:${id}`, deed: "screen.old-secret", target, address }, clock.now());
  });
  const everySource = new Set<SourceId>(
    config.sources.filter((source) => source.kind === "http-events").map((source) => source.id),
  );
  const known = new WeakMap<IncomingMessage, Principal>();
  const once =
    (find: PrincipalOf): PrincipalOf =>
    (req, res) => {
      const principal = known.get(req) ?? find(req, res);
      known.set(req, principal);
      return principal;
    };
  const sourcesOf = (request: IncomingMessage): ReadonlySet<SourceId> => {
    const principal = known.get(request);
    if (principal?.kind === "house") return everySource;
    if (principal?.kind !== "source") throw new ProblemError("unauthorized");
    return new Set([principal.source]);
  };

  const tokens = createTokens(tokensOf(config), { audit, clock, logger });
  const refusalOfWebhook: Access["refusalOfWebhook"] = (request, source) =>
    tokens.refusalOfWebhook(request.headers.authorization ?? "", source, addressOf(request));

  if (access === undefined) {
    const assertDirect = createDirectOnly(server);
    const principalOf = once((req) => {
      assertDirect(req);
      return { kind: "house" };
    });
    const viewers = createViewers({ principalOf, addressOf, sessions: null, screens, clock, logger });
    const shared = { audit, principalOf, addressOf, clock };
    const api = express.Router();
    api.use(screensRouter({ ...shared, paired: null, isWatching: viewers.isWatching }));
    api.use(sessionsRouter({ ...shared, sessions: null }));
    return {
      guard: routeGuard(principalOf, () => undefined),
      principalOf,
      addressOf,
      sourcesOf,
      refusalOfWebhook,
      refused: () => undefined,
      viewers,
      pages: express.Router(),
      api,
      audit,
    };
  }

  const cookies = createCookies(server.behindTls || server.tls !== undefined);
  const sessions = new Sessions(database, { idle: access.idleMinutes, absolute: access.sessionHours });
  const accounts = new Accounts(database);
  const originOf = (req: Request): Origin => ({
    address: addressOf(req),
    device: deviceName(req.headers["user-agent"]),
  });
  const principalOf = once(
    createCredentials({ access, sessions, screens, tokens, cookies, originOf, audit, clock }),
  );
  const viewers = createViewers({ principalOf, addressOf, sessions, screens, clock, logger });
  const door = { house, sessions, accounts, audit, cookies, clock, originOf };
  const oidc =
    access.oidc === undefined
      ? null
      : createOidcLogin({
          config: access.oidc,
          clientSecret: options.readSecret(access.oidc.clientSecretFile),
          cookies,
          clock,
          logger,
        });
  const shared = { audit, principalOf, addressOf, clock };
  const pages = express.Router();
  pages.use(loginRouter({ ...door, principalOf, oidc }), setupRouter(door));
  const api = express.Router();
  api.use(
    pairingRouter({ house, pairings, screens, audit, cookies, originOf, clock }),
    screensRouter({ ...shared, paired: { screens, pairings }, isWatching: viewers.isWatching }),
    sessionsRouter({ ...shared, sessions }),
  );
  const note = createNoteRefusal(door);
  return {
    guard: routeGuard(principalOf, createRefusal(door, note)),
    principalOf,
    addressOf,
    sourcesOf,
    refusalOfWebhook,
    refused: (req, res) => {
      // A router further in sees its part of the path alone.
      const path = req.originalUrl.replace(/[?#].*/s, "");
      note(req, principalOf(req, res), routeNameOf({ path, method: req.method }));
    },
    viewers,
    pages,
    api,
    audit,
  };
}
