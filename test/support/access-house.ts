/** A house with an access section, and ways for a test to come in. */
import { Accounts } from "#access/accounts.ts";
import { Screens } from "#access/screens.ts";
import { type PersonRole, Sessions } from "#access/sessions.ts";
import { totpAt } from "#access/totp.ts";
import { hours, minutes } from "#domain/time.ts";

import { type HttpHouse, openHouse } from "./http-house.ts";

/** Of `good-second-house.yaml`, which holds their hashes. */
export const SOURCE_TOKEN = `vedetta_${"A".repeat(43)}`;
export const METRICS_TOKEN = `vedetta_${"B".repeat(43)}`;
export const PASSWORD = "una frase abbastanza lunga";

const ORIGIN = { address: "192.0.2.7", device: "Chrome · Linux" };

export interface AccessHouse extends HttpHouse {
  readonly sessions: Sessions;
  readonly screens: Screens;
  readonly accounts: Accounts;
  /** A `Cookie` header. */
  sessionCookie(role: PersonRole, name?: string): string;
  screenCookie(name?: string): { readonly id: string; readonly cookie: string };
  /** An account that is ready. */
  account(name: string, role?: PersonRole): Promise<Uint8Array>;
  /** The code of an authenticator at this moment. */
  codeOf(secret: Uint8Array): string;
  /** A request as a browser sends it from one of our own pages. */
  ask(path: string, init?: RequestInit & { readonly cookie?: string }): Promise<Response>;
}

export async function openAccessHouse(options: Parameters<typeof openHouse>[0] = {}): Promise<AccessHouse> {
  const house = await openHouse({
    config: "test/fixtures/config/good-second-house.yaml",
    behindTls: false,
    ...options,
  });
  const { database, clock } = house;
  const sessions = new Sessions(database, { idle: minutes(60), absolute: hours(12) });
  const screens = new Screens(database);
  const accounts = new Accounts(database);
  const codeOf = (secret: Uint8Array): string => totpAt(secret, Math.floor(clock.now() / 30_000));
  return {
    ...house,
    sessions,
    screens,
    accounts,
    codeOf,
    sessionCookie(role, name = role) {
      const person = { person: `local:${name}`, name, role };
      return `vedetta=${sessions.begin(person, ORIGIN, clock.now()).secret}`;
    },
    screenCookie(name = "hall") {
      const { secret, screen } = screens.pair(name, ORIGIN, clock.now());
      return { id: screen.id, cookie: `vedetta-screen=${secret}` };
    },
    async account(name, role = "supervisor") {
      const invitation = accounts.invite(name, role, clock.now());
      const secret = await accounts.beginSetup(name, invitation, PASSWORD, clock.now());
      if (secret === null || accounts.endSetup(name, invitation, codeOf(secret), clock.now()) === null)
        throw new Error("the account could not be set up");
      // The code that was just shown works once.
      clock.advance(minutes(1));
      return secret;
    },
    ask: (path, { cookie = "", headers, ...init } = {}) =>
      fetch(`${house.url}${path}`, {
        redirect: "manual",
        ...init,
        headers: { Cookie: cookie, "Sec-Fetch-Site": "same-origin", ...Object(headers) },
      }),
  };
}

/** The value of a cookie that an answer sets, as a `Cookie` header; empty when it sets none of this name. */
export function cookieOf(response: Response, name: string): string {
  const line = response.headers.getSetCookie().find((one) => one.startsWith(`${name}=`));
  return line?.split(";")[0] ?? "";
}
