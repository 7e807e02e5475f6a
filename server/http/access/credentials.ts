import type { Request, Response } from "express";

import type { AuditLog } from "#access/audit-log.ts";
import type { Screens } from "#access/screens.ts";
import type { Origin, PersonRole, Sessions } from "#access/sessions.ts";
import type { Config } from "#config/schema.ts";
import type { ProxyLoginConfig } from "#config/access-schema.ts";
import { hours, minutes } from "#domain/time.ts";
import type { Clock } from "#engine/ports.ts";
import { ProblemError } from "#wire/problem.ts";

import { createRanges } from "./client-address.ts";
import type { Cookies } from "./cookies.ts";
import { createOnceIn } from "./once-in.ts";
import type { Principal } from "./principal.ts";
import { roleOfGroups } from "./role-of-groups.ts";
import { routesAt } from "./route-table.ts";
import type { Tokens } from "./tokens.ts";

export interface CredentialsOptions {
  readonly access: NonNullable<Config["access"]>;
  readonly sessions: Sessions;
  readonly screens: Screens;
  readonly tokens: Tokens;
  readonly cookies: Cookies;
  readonly originOf: (req: Request) => Origin;
  readonly audit: AuditLog;
  readonly clock: Clock;
}

/** A proxy tells no login: whoever it vouches for is written down as often as this. */
const VOUCHED_EVERY = hours(12);
/** Who has no role is refused at each request. */
const STRANGER_EVERY = minutes(1);
const NOBODY: Principal = { kind: "nobody" };

/**
 * Who a request is from, by the first of these that it shows: a bearer token, a session, what a
 * trusted proxy says, a paired screen. Who has no role by the proxy may be a screen all the same. A token that is wrong is refused, whatever else there is.
 * Nothing in an address is a credential.
 */
export function createCredentials(options: CredentialsOptions): (req: Request, res: Response) => Principal {
  const { sessions, screens, tokens, cookies, originOf, audit, clock } = options;
  const isNewcomer = createOnceIn(clock, VOUCHED_EVERY);
  const isNewStranger = createOnceIn(clock, STRANGER_EVERY);
  const byProxy = proxyLogin(options.access.proxyLogin);

  return (req, res) => {
    const { authorization, cookie } = req.headers;
    if (/^bearer\b/i.test(authorization ?? ""))
      return tokens.principalOf(authorization ?? "", originOf(req).address);

    const session = sessions.find(cookies.read(cookie, "session"), clock.now(), !isAutomatic(req));
    if (session !== null) {
      const { person, name, role, id } = session;
      return { kind: "person", person, name, role, session: id };
    }
    const vouched = byProxy(req);
    if (vouched !== null && "kind" in vouched) {
      const { person, role } = vouched;
      if (isNewcomer(`${role} ${person}`))
        audit.write(
          { actor: person, deed: "login", target: role, address: originOf(req).address },
          clock.now(),
        );
      return vouched;
    }

    const recognised = screens.find(cookies.read(cookie, "screen"), originOf(req), clock.now());
    if (recognised === null && vouched !== null) {
      const { stranger } = vouched;
      const note = { actor: stranger, deed: "login", target: "no role", result: "refused" } as const;
      if (isNewStranger(stranger)) audit.write({ ...note, address: originOf(req).address }, clock.now());
      throw new ProblemError("forbidden", { detail: "No group of yours has a role here." });
    }
    if (recognised === null) return NOBODY;
    if (recognised.renewed !== null) cookies.set(res, "screen", recognised.renewed);
    return { kind: "wall", screen: recognised.screen };
  };
}

const isAutomatic = ({ path, method }: Request): boolean =>
  (method === "GET" || method === "HEAD") &&
  routesAt(path).some((route) => route.automatic && route.method === "GET");

type Vouched = Extract<Principal, { kind: "person" }>;

/** `stranger`: who they are is known, and they have no role. `null`: it says nothing, or is none of ours. */
function proxyLogin(
  config: ProxyLoginConfig | undefined,
): (req: Request) => Vouched | { readonly stranger: string } | null {
  if (config === undefined) return () => null;
  const { nameHeader, groupsHeader, groups } = config;
  const isPeer = createRanges(config.peers);
  return (req) => {
    const name = headerOf(req, nameHeader);
    // Only who is at the other end of the wire counts, not whom they speak for.
    if (name === "" || !isPeer(req.socket.remoteAddress ?? "")) return null;
    const role: PersonRole | null = roleOfGroups(headerOf(req, groupsHeader).split(","), groups);
    const person = `proxy:${name}`;
    return role === null ? { stranger: person } : { kind: "person", person, name, role, session: null };
  };
}

/** Empty when it is not there or there twice: then it is not clear which one the proxy set. */
function headerOf({ headersDistinct }: Request, name: string): string {
  const values = headersDistinct[name] ?? [];
  return values.length === 1 ? (values[0] ?? "").trim().slice(0, 200) : "";
}
