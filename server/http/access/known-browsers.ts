import { createHmac, timingSafeEqual } from "node:crypto";

import type { Request, Response } from "express";

import type { Accounts } from "#access/accounts.ts";
import { later } from "#domain/time.ts";
import type { Clock } from "#engine/ports.ts";

import { type Cookies, KNOWN_LIFE } from "./cookies.ts";

/** At a desk several people log in at one browser. */
const MOST_MARKS = 5;

/**
 * Browsers in which somebody has logged in by password before. They bring a mark that only whoever has the account's
 * secrets can make; nothing of it is stored here, and it ends with the account's password or authenticator. It opens
 * nothing: strangers who guess at a name cannot keep its owner out there.
 */
export interface KnownBrowsers {
  /** The mark of this name that the browser shows; `null`: there is none that is good. */
  markOf(req: Request, name: string): string | null;
  /** To be called when somebody has logged in. */
  remember(req: Request, res: Response, name: string): void;
}

export function createKnownBrowsers(options: {
  readonly accounts: Accounts;
  readonly cookies: Cookies;
  readonly clock: Clock;
}): KnownBrowsers {
  const { accounts, cookies, clock } = options;
  const marksOf = (req: Request): readonly string[] => {
    const value = cookies.read(req.headers.cookie, "known");
    return value
      .split(".")
      .filter((mark) => /^[0-9a-z]{1,9}-[\w-]{43}$/.test(mark))
      .slice(0, MOST_MARKS);
  };
  const isGood = (mark: string, key: Uint8Array): boolean => {
    const until = mark.slice(0, mark.indexOf("-"));
    const good = Buffer.from(markUntil(until, key));
    const shown = Buffer.from(mark);
    return good.length === shown.length && timingSafeEqual(good, shown) && parseInt(until, 36) > clock.now();
  };
  return {
    markOf(req, name) {
      const marks = marksOf(req);
      const key = marks.length === 0 ? null : accounts.markKey(name);
      return key === null ? null : (marks.find((mark) => isGood(mark, key)) ?? null);
    },
    remember(req, res, name) {
      const key = accounts.markKey(name);
      if (key === null) return;
      const others = marksOf(req).filter((mark) => !isGood(mark, key));
      const mark = markUntil(later(clock.now(), KNOWN_LIFE).toString(36), key);
      cookies.set(res, "known", [mark, ...others].slice(0, MOST_MARKS).join("."));
    },
  };
}

const markUntil = (until: string, key: Uint8Array): string =>
  `${until}-${createHmac("sha256", key).update(until).digest("base64url")}`;
