import type { Response } from "express";

import { SCREEN_LIFE } from "#access/screens.ts";
import { hours, minutes } from "#domain/time.ts";

/** Cookies by what they are for. `login` crosses over to an identity provider and back; `known` opens nothing. */
export type CookieKind = "session" | "known" | "screen" | "pairing" | "login";

/** So long a browser is known in which somebody has logged in. */
export const KNOWN_LIFE = hours(180 * 24);

/**
 * `lax` is sent when another site sends the browser back to us, `strict` never is. A session ends
 * with the browser or before; a screen is switched off at night.
 */
const KINDS = {
  session: { name: "vedetta", sameSite: "Strict", lasts: null },
  known: { name: "vedetta-known", sameSite: "Strict", lasts: KNOWN_LIFE },
  screen: { name: "vedetta-screen", sameSite: "Strict", lasts: SCREEN_LIFE },
  pairing: { name: "vedetta-pairing", sameSite: "Strict", lasts: minutes(10) },
  login: { name: "vedetta-login", sameSite: "Lax", lasts: minutes(10) },
} as const;

export interface Cookies {
  /** Empty when it is not there. */
  read(header: string | undefined, kind: CookieKind): string;
  set(res: Response, kind: CookieKind, value: string): void;
  clear(res: Response, kind: CookieKind): void;
}

/** `secure`: over TLS. `__Host-` then binds them to this host and to TLS. */
export function createCookies(secure: boolean): Cookies {
  const nameOf = (kind: CookieKind): string => `${secure ? "__Host-" : ""}${KINDS[kind].name}`;
  const send = (res: Response, kind: CookieKind, value: string, maxAge: number | null): void => {
    const age = maxAge === null ? "" : `; Max-Age=${maxAge}`;
    const attributes = `; Path=/; HttpOnly; SameSite=${KINDS[kind].sameSite}${age}${secure ? "; Secure" : ""}`;
    res.append("Set-Cookie", `${nameOf(kind)}=${value}${attributes}`);
  };
  return {
    read(header, kind) {
      const name = nameOf(kind);
      const pair = (header ?? "").split(";").find((one) => one.trim().startsWith(`${name}=`));
      return pair?.trim().slice(name.length + 1) ?? "";
    },
    set(res, kind, value) {
      const { lasts } = KINDS[kind];
      send(res, kind, value, lasts === null ? null : lasts / 1_000);
    },
    clear(res, kind) {
      send(res, kind, "", 0);
    },
  };
}
