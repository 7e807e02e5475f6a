import http from "node:http";
import https from "node:https";

import { addressFault, type AddressRules } from "#config/outgoing-address.ts";
import { type DurationMs, seconds } from "#domain/time.ts";

import type { OutgoingRequest } from "./format.ts";
import { guardedAddress, type Lookup, pinned } from "./guarded-address.ts";
import { networkError } from "./network-error.ts";

/** Look-up, connection, sending and answer together. */
export const TIMEOUT = seconds(10);
/** More of an answer is not read. */
const MAX_ANSWER_BYTES = 65_536;

export interface GuardedOptions extends AddressRules {
  readonly lookup: Lookup;
  /** PEM of the authorities to trust; `null`: the public ones. */
  readonly ca: string | null;
  readonly timeout?: DurationMs;
}

export type HttpAnswer =
  | { readonly ok: true; readonly status: number; readonly retryAfter: string | null; readonly body: string }
  | { readonly ok: false; readonly error: string; readonly isFinal: boolean };

/**
 * Sends one request to an address that the rules allow: https only, the looked-up
 * address checked and kept, the certificate checked, no redirect followed. Never rejects.
 * The status decides, also when the body after it never ends.
 */
export async function guardedRequest(
  request: OutgoingRequest & { readonly method: "POST" | "GET" },
  options: GuardedOptions & { readonly signal: AbortSignal },
): Promise<HttpAnswer> {
  if (addressFault(request.url, options) !== null) return failed("forbidden-address", true);
  const url = new URL(request.url);
  const ended = AbortSignal.any([options.signal, AbortSignal.timeout(options.timeout ?? TIMEOUT)]);
  const target = await Promise.race([
    guardedAddress({ host: url.hostname.replace(/^\[|\]$/g, ""), ...options }),
    onceAborted(ended),
  ]);
  if (target === null) return failed("timeout", false);
  if (!target.ok) return target;
  return exchange(request, { ...options, url, ended, lookup: pinned(target.addresses) });
}

const failed = (error: string, isFinal: boolean): HttpAnswer => ({ ok: false, error, isFinal });

function exchange(
  request: OutgoingRequest & { readonly method: string },
  options: {
    readonly url: URL;
    readonly ca: string | null;
    readonly ended: AbortSignal;
    readonly lookup: ReturnType<typeof pinned>;
  },
): Promise<HttpAnswer> {
  const { url, ca, ended, lookup } = options;
  const { promise, resolve } = Promise.withResolvers<HttpAnswer>();
  const client = url.protocol === "https:" ? https : http;
  const outgoing = client.request(url, {
    method: request.method,
    headers: {
      "User-Agent": "Vedetta",
      ...request.headers,
      "Content-Length": String(Buffer.byteLength(request.body)),
    },
    // A connection of its own: none is left open to a place that is checked only once.
    agent: false,
    lookup,
    rejectUnauthorized: true,
    minVersion: "TLSv1.2",
    signal: ended,
    ...(ca === null ? {} : { ca }),
  });
  // Once there is a status, whatever ends the body ends the exchange with it.
  let finish: (() => void) | undefined;
  outgoing.on("response", (answer) => {
    const chunks: Buffer[] = [];
    let size = 0;
    const end = (): void => {
      const body = Buffer.concat(chunks).subarray(0, MAX_ANSWER_BYTES).toString("utf8");
      const { statusCode = 0, headers } = answer;
      resolve({ ok: true, status: statusCode, retryAfter: headers["retry-after"] ?? null, body });
      outgoing.destroy();
    };
    answer.on("data", (chunk: Buffer) => {
      chunks.push(chunk);
      size += chunk.length;
      if (size >= MAX_ANSWER_BYTES) end();
    });
    answer.on("end", end);
    answer.on("error", end);
    finish = end;
  });
  outgoing.on("error", (error) => {
    finish?.();
    resolve(failed(ended.aborted ? "timeout" : networkError(error), false));
  });
  outgoing.on("close", () => resolve(failed("reset", false)));
  outgoing.end(request.body);
  return promise;
}

/** Resolves with `null` when the signal aborts. */
export function onceAborted(signal: AbortSignal): Promise<null> {
  const { promise, resolve } = Promise.withResolvers<null>();
  if (signal.aborted) resolve(null);
  signal.addEventListener("abort", () => resolve(null), { once: true });
  return promise;
}
