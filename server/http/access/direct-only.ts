import type { Request } from "express";

import type { Config } from "#config/schema.ts";
import { ProblemError } from "#wire/problem.ts";

import { ownHosts } from "../host-guard.ts";

/** What a proxy adds to what it passes on. */
const OF_PROXIES = /^(?:forwarded|via|x-forwarded-.+|x-real-ip)$/;

/**
 * Where everybody on this machine is let in, a proxy on it would let in everybody else. Refuses, with `ProblemError`, whatever
 * can be told to come through one: it says so itself; it speaks HTTP/1.0, as proxies do that are told nothing else, and no browser; or the
 * browser is on a page of another name than ours. A proxy that passes on nothing of all that cannot be told from a program of this machine.
 */
export function createDirectOnly(server: Config["server"]): (req: Request) => void {
  const hosts = ownHosts(server);
  const isOwn = (address: string): boolean =>
    !URL.canParse(address) || hosts.has(new URL(address).hostname.toLowerCase());
  return ({ headers, httpVersion }) => {
    const site = headers["sec-fetch-site"];
    // A link on a page of another site leads here with that page as its referrer, and the browser says which it is.
    const isLink = site === "cross-site" || site === "same-site";
    const pages = [headers.origin, isLink ? undefined : headers.referer];
    const isProxied =
      httpVersion === "1.0" ||
      Object.keys(headers).some((name) => OF_PROXIES.test(name)) ||
      pages.some((page) => page !== undefined && !isOwn(page));
    if (isProxied)
      throw new ProblemError("forbidden", {
        detail:
          "Without an access section only this machine may connect, by HTTP/1.1 and not through a proxy.",
      });
  };
}
