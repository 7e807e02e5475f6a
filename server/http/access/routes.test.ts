/** Every route, by every role, by every method: exactly what is written here is open. */
import assert from "node:assert/strict";
import { after, describe, it } from "node:test";

import type { ReportReader } from "#engine/ports.ts";

import { cloudEvent } from "../../../test/support/cloud-events.ts";
import {
  type AccessHouse,
  METRICS_TOKEN,
  openAccessHouse,
  PASSWORD,
  SOURCE_TOKEN,
} from "../../../test/support/access-house.ts";
import { report1522 } from "../../../test/support/report-1522.ts";
import type { AlertDesk } from "../alerts-router.ts";
import { ROUTES, routesAt } from "./route-table.ts";

const WHO = ["nobody", "wall", "supervisor", "admin", "source", "metrics"] as const;
type Who = (typeof WHO)[number];

interface Sample {
  readonly path: string;
  readonly body?: string;
  readonly type?: string;
}
type MakeSample = (house: AccessHouse) => Sample | Promise<Sample>;

const FORM = "application/x-www-form-urlencoded";
const JSON_TYPE = "application/json";
const form = (path: string, fields: Readonly<Record<string, string>> = {}): Sample => ({
  path,
  type: FORM,
  body: new URLSearchParams(fields).toString(),
});
const json = (path: string, body: object): Sample => ({ path, type: JSON_TYPE, body: JSON.stringify(body) });

const NONE: readonly Who[] = [];
const EVERYONE: readonly Who[] = WHO;
const SCREENS: readonly Who[] = ["wall", "supervisor", "admin"];
const DESK: readonly Who[] = ["supervisor", "admin"];

/** Who gets in, written down once more apart from the program. */
const OPEN: Readonly<Record<string, readonly Who[]>> = {
  "GET /healthz": EVERYONE,
  "GET /readyz": EVERYONE,
  "GET /metrics": ["metrics", "admin"],
  "GET /": EVERYONE,
  "GET /wall": EVERYONE,
  "GET /assets/*": EVERYONE,
  "GET /desk": DESK,
  "GET /desk/*": DESK,
  "GET /report": DESK,
  "GET /login": EVERYONE,
  "GET /login/style.css": EVERYONE,
  "POST /login": EVERYONE,
  "POST /logout": EVERYONE,
  "GET /setup": EVERYONE,
  "POST /setup": EVERYONE,
  "POST /setup/confirm": EVERYONE,
  "POST /api/v1/pairing": EVERYONE,
  "POST /api/v1/pairing/poll": EVERYONE,
  "GET /api/v1/stream": SCREENS,
  "GET /api/v1/house": SCREENS,
  "GET /api/v1/trend": SCREENS,
  "GET /api/v1/session": SCREENS,
  "GET /api/v1/figures": DESK,
  "GET /api/v1/history": DESK,
  "GET /api/v1/day": DESK,
  "GET /api/v1/system": DESK,
  "GET /api/v1/report": DESK,
  "GET /api/v1/report.csv": DESK,
  "GET /api/v1/report.json": DESK,
  "GET /api/v1/report/periods": DESK,
  "GET /api/v1/alerts": DESK,
  "POST /api/v1/alerts/acknowledge": DESK,
  "POST /api/v1/alerts/unacknowledge": DESK,
  "POST /api/v1/silences": DESK,
  "DELETE /api/v1/silences/:id": DESK,
  "GET /api/v1/deliveries": DESK,
  "POST /api/v1/deliveries/:receiver/:id/resend": DESK,
  "POST /api/v1/receivers/:receiver/test": DESK,
  "GET /api/v1/screens": DESK,
  "POST /api/v1/screens": DESK,
  "POST /api/v1/screens/look": DESK,
  "DELETE /api/v1/screens/:id": DESK,
  "GET /api/v1/sessions": DESK,
  "DELETE /api/v1/sessions/:id": DESK,
  "GET /api/v1/audit": ["admin"],
  "POST /api/v1/events": ["source"],
  "GET /api/v1/openapi.json": ["supervisor", "admin", "source"],
};

/** They lead to an identity provider: `oidc.test.ts` walks them. */
const ELSEWHERE = ["GET /login/oidc", "GET /login/oidc/callback"];

let events = 0;
/** A request that is right in itself, where the path alone is none. */
const SAMPLES: Readonly<Record<string, MakeSample>> = {
  "GET /assets/*": () => ({ path: "/assets/main-abc123.js" }),
  "GET /desk/*": () => ({ path: "/desk/avvisi" }),
  "GET /api/v1/report": () => ({ path: "/api/v1/report?from=2026-11-01&to=2026-11-24" }),
  "GET /api/v1/report.csv": () => ({ path: "/api/v1/report.csv?from=2026-11-01&to=2026-11-24" }),
  "GET /api/v1/report.json": () => ({ path: "/api/v1/report.json?from=2026-11-01&to=2026-11-24" }),
  async "POST /login"(house) {
    const secret = await house.account("anna");
    return form("/login", { name: "anna", password: PASSWORD, code: house.codeOf(secret) });
  },
  "POST /logout": () => form("/logout"),
  "POST /setup"({ accounts, clock }) {
    const invitation = accounts.invite("berta", "supervisor", clock.now());
    return form("/setup", { name: "berta", invitation, password: PASSWORD, repeat: PASSWORD });
  },
  async "POST /setup/confirm"(at) {
    const { accounts, clock } = at;
    const invitation = accounts.invite("carla", "supervisor", clock.now());
    const secret = await accounts.beginSetup("carla", invitation, PASSWORD, clock.now());
    return form("/setup/confirm", { name: "carla", invitation, code: at.codeOf(secret ?? Buffer.alloc(20)) });
  },
  "GET /api/v1/history": () => ({ path: "/api/v1/history?window=7d" }),
  "POST /api/v1/alerts/acknowledge": ({ url }) =>
    json("/api/v1/alerts/acknowledge", { fingerprint: "f", by: url }),
  "POST /api/v1/alerts/unacknowledge": () => json("/api/v1/alerts/unacknowledge", { fingerprint: "f" }),
  "POST /api/v1/silences": () =>
    json("/api/v1/silences", { rule: "surge", by: "anna", why: "prova", minutes: 5 }),
  "DELETE /api/v1/silences/:id": () => ({ path: "/api/v1/silences/s1" }),
  "POST /api/v1/deliveries/:receiver/:id/resend": () => json("/api/v1/deliveries/desk/m1/resend", {}),
  "POST /api/v1/receivers/:receiver/test": () => json("/api/v1/receivers/desk/test", {}),
  "POST /api/v1/screens/look": async (house) => json("/api/v1/screens/look", { code: await codeOn(house) }),
  "POST /api/v1/screens": async (house) =>
    json("/api/v1/screens", { code: await codeOn(house), name: "lobby" }),
  "DELETE /api/v1/screens/:id": (house) => ({ path: `/api/v1/screens/${house.screenCookie("spare").id}` }),
  "DELETE /api/v1/sessions/:id"(house) {
    // Each role has a session of its own to end: a supervisor sees no other.
    const person = { person: "local:supervisor", name: "supervisor", role: "supervisor" } as const;
    const origin = { address: "192.0.2.9", device: "?" };
    return { path: `/api/v1/sessions/${house.sessions.begin(person, origin, house.clock.now()).id}` };
  },
  "POST /api/v1/events": () => ({
    path: "/api/v1/events",
    type: "application/cloudevents+json",
    body: JSON.stringify(cloudEvent({ id: `e${(events += 1)}`, source: "partner" })),
  }),
};

async function codeOn(house: AccessHouse): Promise<string> {
  const answer: unknown = await (await house.ask("/api/v1/pairing", { method: "POST" })).json();
  return String(Reflect.get(Object(answer), "code"));
}

const alerts: Partial<AlertDesk> = {
  acknowledge: () => true,
  silence: () => ({
    id: "s1",
    scope: { kind: "rule", rule: "surge", channel: null },
    by: "anna",
    why: "prova",
    from: house.clock.now(),
    until: house.clock.now(),
  }),
};
const reports: ReportReader = {
  report: () => ({ ok: true, report: report1522 }),
  periods: () => [],
};
const house = await openAccessHouse({ alerts, reports });
after(() => house.close());

function credentialsOf(who: Who): Readonly<Record<string, string>> {
  switch (who) {
    case "nobody":
      return {};
    case "wall":
      return { Cookie: house.screenCookie().cookie };
    case "supervisor":
    case "admin":
      return { Cookie: house.sessionCookie(who) };
    case "source":
      return { Authorization: `Bearer ${SOURCE_TOKEN}` };
    case "metrics":
      return { Authorization: `Bearer ${METRICS_TOKEN}` };
  }
}

async function statusOf(who: Who, method: string, { path, body, type }: Sample): Promise<number> {
  const response = await fetch(`${house.url}${path}`, {
    method,
    redirect: "manual",
    headers: {
      ...credentialsOf(who),
      "Sec-Fetch-Site": "same-origin",
      ...(type === undefined ? {} : { "Content-Type": type }),
    },
    ...(body === undefined || method === "GET" || method === "HEAD" ? {} : { body }),
  });
  await response.body?.cancel();
  return response.status;
}

/** A page that somebody may not see leads to the login; the first page leads to the wall. */
const isLet = (route: string, status: number): boolean =>
  status < 300 || (status === 303 && route === "POST /login") || (status === 302 && route === "GET /");

describe("the table of routes", () => {
  it("is the one that is written down here", () => {
    const written = [...Object.keys(OPEN), ...ELSEWHERE].toSorted();
    assert.deepEqual(ROUTES.map(({ method, path }) => `${method} ${path}`).toSorted(), written);
  });

  it("takes a path as express does", () => {
    for (const path of ["/desk/", "/DESK", "/desk/oggi/", "/api/v1/Audit"])
      assert.ok(routesAt(path).length > 0, path);
    for (const path of ["/desks", "/api/v1/audit/x", "/api/v1/silences//", "/", "//"])
      assert.ok(
        routesAt(path).every(({ path: at }) => at === "/"),
        path,
      );
  });

  for (const [route, who] of Object.entries(OPEN)) {
    const [method = "", path = ""] = route.split(" ");
    it(`${route}: ${who.length === WHO.length ? "everyone" : who.join(", ")}`, async () => {
      const make: MakeSample = SAMPLES[route] ?? (() => ({ path }));
      for (const one of WHO) {
        const status = await statusOf(one, method, await make(house));
        assert.equal(isLet(route, status), who.includes(one), `${one}: ${status}`);
        if (!who.includes(one)) assert.ok([303, 401, 403].includes(status), `${one}: ${status}`);
        if (method === "GET") {
          const head = await statusOf(one, "HEAD", await make(house));
          assert.equal(isLet(route, head), who.includes(one), `HEAD by ${one}: ${head}`);
        }
      }
    });
  }

  it("opens no other method of any path to anybody", async () => {
    const methods = ["GET", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"];
    const paths = new Map(Object.keys(OPEN).map((route) => [route.split(" ")[1] ?? "", route]));
    for (const [pattern, route] of paths) {
      const path =
        pattern.includes("*") || pattern.includes(":") ? (await SAMPLES[route]?.(house))?.path : pattern;
      for (const method of methods) {
        if (OPEN[`${method} ${pattern}`] !== undefined) continue;
        for (const who of ["nobody", "admin"] as const) {
          const status = await statusOf(who, method, { path: path ?? pattern });
          assert.ok([401, 403, 404, 405].includes(status), `${method} ${path} by ${who}: ${status}`);
        }
      }
    }
  });

  it("closes what is not in it: without a credential nobody learns whether something is there", async () => {
    for (const path of ["/nowhere", "/api/v1/nothing", "/build.json", "/index.html"]) {
      assert.equal(await statusOf("nobody", "GET", { path }), 401, path);
      assert.equal(await statusOf("admin", "GET", { path }), 404, path);
    }
  });

  it("leads out of no folder", async () => {
    for (const path of ["/assets/..%2findex.html", "/assets/%2e%2e%2findex.html", "/assets/..%5cindex.html"])
      assert.ok([403, 404].includes(await statusOf("nobody", "GET", { path })), path);
  });

  it("is empty of cells that nobody may use", () => {
    assert.deepEqual(
      ROUTES.filter(({ roles }) => roles.length === NONE.length),
      [],
    );
  });
});
