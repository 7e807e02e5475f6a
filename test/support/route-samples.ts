/** A right request for each route, for those who walk them all. */
import { epochMs } from "#domain/time.ts";
import type { ReportReader } from "#engine/ports.ts";
import type { AlertDesk } from "#http/alerts-router.ts";

import { type AccessHouse, PASSWORD } from "./access-house.ts";
import { cloudEvent } from "./cloud-events.ts";
import { begin, codeFor } from "./oidc/oidc-house.ts";
import { report1522 } from "./report-1522.ts";

export interface Sample {
  readonly path: string;
  readonly body?: string;
  readonly type?: string;
  /** Besides those of whoever asks. */
  readonly cookie?: string;
}
export type MakeSample = (house: AccessHouse) => Sample | Promise<Sample>;

const FORM = "application/x-www-form-urlencoded";
const JSON_TYPE = "application/json";
const form = (path: string, fields: Readonly<Record<string, string>> = {}): Sample => ({
  path,
  type: FORM,
  body: new URLSearchParams(fields).toString(),
});
const json = (path: string, body: object): Sample => ({ path, type: JSON_TYPE, body: JSON.stringify(body) });

let events = 0;
/** A request that is right in itself, by route, where the path alone is none. */
export const SAMPLES: Readonly<Record<string, MakeSample>> = {
  "GET /assets/*": () => ({ path: "/assets/main-abc123.js" }),
  "GET /desk/*": () => ({ path: "/desk/avvisi" }),
  "GET /api/v1/report": () => ({ path: "/api/v1/report?from=2026-11-01&to=2026-11-24" }),
  "GET /api/v1/report.csv": () => ({ path: "/api/v1/report.csv?from=2026-11-01&to=2026-11-24" }),
  "GET /api/v1/report.json": () => ({ path: "/api/v1/report.json?from=2026-11-01&to=2026-11-24" }),
  async "POST /login"(house) {
    const secret = await house.account("anna");
    return form("/login", { name: "anna", password: PASSWORD, code: house.codeOf(secret) });
  },
  async "GET /login/oidc/callback"(house) {
    const { address, cookie } = await begin(house);
    const answer = await codeFor("subject-of-anna", address, house.port);
    return { path: `/login/oidc/callback?${answer.toString()}`, cookie };
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

/** Of the door for webhooks, which stands apart. */
export const WEBHOOK_SAMPLE: Sample = json("/api/v1/livehelperchat/chats", { chat_id: 0 });

async function codeOn(house: AccessHouse): Promise<string> {
  const answer: unknown = await (await house.ask("/api/v1/pairing", { method: "POST" })).json();
  return String(Reflect.get(Object(answer), "code"));
}

/** A house that knows of everything that the requests are about. */
export const alerts: Partial<AlertDesk> = {
  acknowledge: () => true,
  silence: () => ({
    id: "s1",
    scope: { kind: "rule", rule: "surge", channel: null },
    by: "anna",
    why: "prova",
    from: epochMs(0),
    until: epochMs(0),
  }),
};
export const reports: ReportReader = {
  report: () => ({ ok: true, report: report1522 }),
  periods: () => [],
};
