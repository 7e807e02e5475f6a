import type { EpochMs } from "#domain/time.ts";
import type { NotificationMessage } from "#wire/alert.ts";

import type { Telling } from "./story.ts";

/** What goes over the wire, once. */
export interface OutgoingRequest {
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

/** An attempt to deliver a message. */
export interface Attempt extends Telling {
  /** The machine's own time, also where the figures are those of another day. */
  readonly at: EpochMs;
}

/** Turns a message into the requests that tell a receiver of it, in order. Pure; each may be sent again. */
export type Format = (message: NotificationMessage, attempt: Attempt) => readonly OutgoingRequest[];

export function jsonRequest(
  url: string,
  body: object,
  headers: Readonly<Record<string, string>> = {},
): OutgoingRequest {
  return {
    url,
    headers: { "Content-Type": "application/json; charset=utf-8", ...headers },
    body: JSON.stringify(body),
  };
}

/** The header of a bearer token; none without one. */
export const bearer = (token: string | null): Readonly<Record<string, string>> =>
  token === null ? {} : { Authorization: `Bearer ${token}` };

/** RFC 3339 in UTC. */
export const isoTime = (atMs: number): string => new Date(atMs).toISOString();
