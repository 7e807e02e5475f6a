import type { RequestHandler } from "express";

import type { Config } from "#config/schema.ts";
import { ProblemError } from "#wire/problem.ts";

/** The names that this server answers to. */
export const ownHosts = ({ host, allowedHosts }: Config["server"]): ReadonlySet<string> =>
  new Set(["localhost", "127.0.0.1", "[::1]", bracketed(host), ...allowedHosts]);

/** Stands first of all: what comes after may trust the host name, so a page elsewhere cannot rebind its name to us. */
export function hostGuard(server: Config["server"]): RequestHandler {
  const allowed = ownHosts(server);
  return (req, _res, next) => {
    const name = hostName(req.headers.host ?? "");
    // A request line with a whole URL is for proxies, and we are none. Of two hosts somebody else may have read the other.
    const isTwice = (req.headersDistinct["host"]?.length ?? 0) > 1;
    if (name === null || isTwice || !req.url.startsWith("/")) throw new ProblemError("malformed-request");
    if (!allowed.has(name)) throw new ProblemError("misdirected-request");
    next();
  };
}

/** The name without the port, in lower case; `null` for anything that is no host and port. */
function hostName(header: string): string | null {
  const match = /^(\[[0-9a-f:.]+\]|[a-z0-9._-]+)(?::(\d{1,5}))?$/i.exec(header);
  if (!match || Number(match[2] ?? 0) > 65_535) return null;
  return match[1]?.toLowerCase() ?? null;
}

const bracketed = (host: string): string => (host.includes(":") ? `[${host}]` : host.toLowerCase());
