/** Why Live Helper Chat gave no answer, told apart further than a poller needs it. */
import { isRow } from "../row-fields.ts";
import type { RestFailure } from "../rest-client.ts";

export type Failure =
  | { readonly kind: "unreachable"; readonly why: Unreachable }
  /** `to`: scheme, host and port only; `null` when it was not said. */
  | { readonly kind: "redirect"; readonly to: string | null }
  | { readonly kind: "status"; readonly status: number }
  | { readonly kind: "refused"; readonly refusal: Refusal }
  | { readonly kind: "malformed" };

export type Unreachable = "no-such-name" | "no-server" | "time-out" | "certificate" | "other";

/** What Live Helper Chat says with `error: true`. */
export type Refusal =
  /** Such as `lhuser, userlistonlineall`; it lets this user in. */
  | { readonly kind: "permission"; readonly permission: string }
  | { readonly kind: "no-header" }
  | { readonly kind: "credentials" };

/** What can be seen of an exchange from outside the client. */
export interface Exchange {
  /** `null`: there was no answer. */
  readonly status: number | null;
  readonly redirect: string | null;
  readonly refusal: Refusal | null;
  /** What went wrong below HTTP. */
  readonly error: unknown;
}

export function failureOf(reason: RestFailure, { status, redirect, refusal, error }: Exchange): Failure {
  if (status === null) return { kind: "unreachable", why: unreachableOf(error) };
  if (refusal !== null) return { kind: "refused", refusal };
  if (status >= 300 && status < 400) return { kind: "redirect", to: redirect };
  if (status !== 200) return { kind: "status", status };
  return reason === "error-true"
    ? { kind: "refused", refusal: { kind: "credentials" } }
    : { kind: "malformed" };
}

/** The text is matched and dropped: it may be in any language, and hold anything. */
export function refusalIn(text: string): Refusal | null {
  const body = parsed(text);
  if (!isRow(body) || body["error"] !== true) return null;
  const message = typeof body["result"] === "string" ? body["result"] : "";
  const [, module, permission] = /[`"](lh[a-z]{1,30})[`"], ?[`"]([a-z_]{1,40})[`"]/.exec(message) ?? [];
  if (module !== undefined && permission !== undefined)
    return { kind: "permission", permission: `${module}, ${permission}` };
  return /authorization header/i.test(message) ? { kind: "no-header" } : { kind: "credentials" };
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

const CODES: Readonly<Record<string, Unreachable>> = {
  ENOTFOUND: "no-such-name",
  EAI_AGAIN: "no-such-name",
  ECONNREFUSED: "no-server",
  EHOSTUNREACH: "no-server",
  ENETUNREACH: "no-server",
  UND_ERR_CONNECT_TIMEOUT: "time-out",
  ETIMEDOUT: "time-out",
};

function unreachableOf(error: unknown): Unreachable {
  if (!(error instanceof Error)) return "other";
  if (error.name === "TimeoutError") return "time-out";
  const { cause } = error;
  const code = cause instanceof Error && "code" in cause ? String(cause.code) : "";
  return CODES[code] ?? (/CERT|TLS|SSL|UNABLE_TO/.test(code) ? "certificate" : "other");
}
