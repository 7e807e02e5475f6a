/** A house with an identity provider, and a browser that goes there and back. */
import assert from "node:assert/strict";

import { type AccessHouse, cookieOf, openAccessHouse } from "../access-house.ts";
import { CLIENT_ID, CLIENT_SECRET } from "./real-provider.ts";

interface Begun {
  /** Where the browser is sent. */
  readonly address: URL;
  /** What it keeps meanwhile. */
  readonly cookie: string;
}

export async function openOidcHouse(
  issuer: string,
  port: number,
  options: Parameters<typeof openAccessHouse>[0] = {},
): Promise<AccessHouse> {
  return openAccessHouse({
    ...options,
    port,
    secret: CLIENT_SECRET,
    access: {
      oidc: {
        issuer,
        clientId: CLIENT_ID,
        clientSecretFile: "/unused",
        redirectUri: `http://127.0.0.1:${port}/login/oidc/callback`,
        scopes: ["openid", "profile", "groups"],
        groupsClaim: "groups",
        groups: { supervisor: ["desk"], admin: ["heads"] },
      },
    },
  });
}

export async function begin(house: AccessHouse, next = "/desk/avvisi"): Promise<Begun> {
  const response = await house.ask(`/login/oidc?next=${encodeURIComponent(next)}`);
  assert.equal(response.status, 303);
  assert.match(response.headers.getSetCookie()[0] ?? "", /HttpOnly; SameSite=Lax; Max-Age=600$/);
  return {
    address: new URL(response.headers.get("location") ?? ""),
    cookie: cookieOf(response, "vedetta-login"),
  };
}

export const comeBack = (house: AccessHouse, query: Readonly<Record<string, string>>, cookie: string) =>
  house.ask(`/login/oidc/callback?${new URLSearchParams(query).toString()}`, {
    cookie,
    headers: { "Sec-Fetch-Site": "cross-site" },
  });

/** Nobody came in, and no login is under way in this browser: a stranger could ask so as well. */
export function assertUnknown(response: Response): void {
  assert.equal(response.status, 401);
  assert.equal(cookieOf(response, "vedetta"), "");
}

/** Nobody came in: no cookie, and a word in the audit log. */
export function assertRefused(house: AccessHouse, response: Response, status = 401): void {
  assert.equal(response.status, status);
  assert.equal(cookieOf(response, "vedetta"), "");
  assert.deepEqual(
    house.audit.list(1).map(({ deed, target, result }) => [deed, target, result]),
    [["login", "oidc", "refused"]],
  );
}

/** What the real provider gives a browser that logs in as `subject`, on its way back to this port. */
export async function codeFor(subject: string, address: URL, port: number): Promise<URLSearchParams> {
  const jar = new Map<string, string>();
  let at = address;
  for (let hop = 0; hop < 10; hop += 1) {
    const isForm = at.pathname.startsWith("/interaction/");
    const response = await fetch(at, {
      redirect: "manual",
      headers: { Cookie: [...jar].map(([name, value]) => `${name}=${value}`).join("; ") },
      ...(isForm ? { method: "POST", body: new URLSearchParams({ subject }) } : {}),
    });
    for (const line of response.headers.getSetCookie()) {
      const [name = "", value = ""] = (line.split(";")[0] ?? "").split(/=(.*)/s);
      jar.set(name, value);
    }
    at = new URL(response.headers.get("location") ?? "", at);
    if (at.port === String(port)) return at.searchParams;
  }
  throw new Error("the provider led nowhere");
}
