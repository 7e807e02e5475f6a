import type { Request } from "express";

import { ProblemError } from "#wire/problem.ts";

/** What a proxy adds to what it passes on. */
const OF_PROXIES = /^(?:forwarded|via|x-forwarded-.+|x-real-ip)$/;

/**
 * Where everybody on this machine is let in, a proxy on it would let in everybody else. Throws
 * `ProblemError` for a request that says it comes through one.
 */
export function assertDirect({ headers }: Request): void {
  if (Object.keys(headers).some((name) => OF_PROXIES.test(name)))
    throw new ProblemError("forbidden", {
      detail: "Without an access section only this machine may connect, and not through a proxy.",
    });
}
