/** The routes of alerts and deliveries as a browser test's server has them: what is asked of them happens, in memory. */
import type { Alerts, AlertSnapshot, SilenceSnapshot } from "#wire/alert.ts";
import type { Deliveries, TestResult } from "#wire/deliveries.ts";
import { type Problem, problemOf, type ProblemSlug } from "#wire/problem.ts";

export interface AlertDeskScript {
  alerts: Alerts;
  deliveries: Deliveries;
  /** What becomes of a test to each receiver; delivered unless told. */
  tests?: Readonly<Record<string, TestResult>>;
  /** Everything but reading is refused with this. */
  refusesWith?: ProblemSlug;
  /** Reading is refused with this. */
  keepsWith?: ProblemSlug;
}

/** What was asked for, with its body. */
export interface Asked {
  readonly method: string;
  readonly path: string;
  readonly body: unknown;
}

export type Answer = { readonly status: number; readonly body: object | null };

/** `null`: it is none of these routes. */
export function answerOfDesk(
  desk: AlertDeskScript,
  { method, path, body }: Asked,
  nowMs: number,
): Answer | null {
  const [, what = "", rest = ""] =
    /^\/api\/v1\/(alerts|silences|deliveries|receivers)(?:\/(.*))?$/.exec(path) ?? [];
  if (what === "") return null;
  const refusal = method === "GET" ? desk.keepsWith : desk.refusesWith;
  if (refusal !== undefined) return problem(refusal);
  if (method === "GET") return { status: 200, body: what === "alerts" ? desk.alerts : desk.deliveries };
  const asked = body !== null && typeof body === "object" ? new Map(Object.entries(body)) : new Map();
  if (what === "alerts") return acknowledge(desk, asked, nowMs);
  if (what === "silences" && method === "POST") return silence(desk, asked, nowMs);
  if (what === "silences") return endSilence(desk, rest);
  if (what === "deliveries") return resend(desk, rest, nowMs);
  const receiver = rest.replace(/\/test$/, "");
  return { status: 200, body: desk.tests?.[receiver] ?? { receiver, delivered: true, error: null } };
}

type Body = ReadonlyMap<string, unknown>;
const textOf = (body: Body, name: string): string => {
  const value = body.get(name);
  return typeof value === "string" ? value : "";
};

const problem = (slug: ProblemSlug): Answer => {
  const body: Problem = problemOf(slug);
  return { status: body.status, body };
};

function acknowledge(desk: AlertDeskScript, body: Body, atMs: number): Answer {
  const fingerprint = textOf(body, "fingerprint");
  if (!desk.alerts.active.some((one) => one.fingerprint === fingerprint)) return problem("not-found");
  const by = textOf(body, "by");
  const active = desk.alerts.active.map((one): AlertSnapshot =>
    one.fingerprint === fingerprint ? { ...one, acknowledged: { by, atMs } } : one,
  );
  desk.alerts = { ...desk.alerts, active };
  return { status: 200, body: desk.alerts };
}

function silence(desk: AlertDeskScript, body: Body, nowMs: number): Answer {
  const channel = body.get("channel");
  const made: SilenceSnapshot = {
    id: `silence-${desk.alerts.silences.length + 7}`,
    fingerprint: body.has("fingerprint") ? textOf(body, "fingerprint") : null,
    rule: body.has("rule") ? textOf(body, "rule") : null,
    channel: channel === "phone" || channel === "chat" ? channel : null,
    by: textOf(body, "by"),
    why: textOf(body, "why"),
    fromMs: nowMs,
    untilMs: nowMs + Number(body.get("minutes")) * 60_000,
  };
  const isMeant = (one: AlertSnapshot): boolean =>
    made.fingerprint === null
      ? one.rule === made.rule && (made.channel === null || made.channel === one.channel)
      : one.fingerprint === made.fingerprint;
  const { id, by, why, untilMs } = made;
  const active = desk.alerts.active.map((one) =>
    isMeant(one) ? { ...one, silence: { id, by, why, untilMs } } : one,
  );
  desk.alerts = { ...desk.alerts, active, silences: [...desk.alerts.silences, made] };
  return { status: 201, body: made };
}

function endSilence(desk: AlertDeskScript, id: string): Answer {
  if (!desk.alerts.silences.some((one) => one.id === id)) return problem("not-found");
  const silences = desk.alerts.silences.filter((one) => one.id !== id);
  const active = desk.alerts.active.map((one) => (one.silence?.id === id ? { ...one, silence: null } : one));
  desk.alerts = { ...desk.alerts, active, silences };
  return { status: 204, body: null };
}

function resend(desk: AlertDeskScript, rest: string, nowMs: number): Answer {
  const [receiver = "", id = ""] = rest.split("/").map(decodeURIComponent);
  const isMeant = (one: Deliveries["deliveries"][number]): boolean =>
    one.receiver === receiver && one.id === id && one.state === "dead";
  if (!desk.deliveries.deliveries.some(isMeant)) return problem("not-found");
  const deliveries = desk.deliveries.deliveries.map((one) =>
    isMeant(one) ? { ...one, state: "waiting" as const, atMs: nowMs } : one,
  );
  desk.deliveries = { ...desk.deliveries, deliveries };
  return { status: 202, body: null };
}
