import type { Config } from "#config/schema.ts";
import { epochMs, hours, later, type EpochMs } from "#domain/time.ts";
import type { Clock, Logger } from "#engine/ports.ts";
import { ProblemError } from "#wire/problem.ts";

import type { AuditLog } from "#access/audit-log.ts";

import { createAttemptLimit } from "./attempt-limit.ts";
import type { Principal } from "./principal.ts";
import { findBySecret } from "./secret-hash.ts";

/** Whoever renews a token should hear of it before it is too late. */
const WARN_BEFORE = hours(30 * 24);

export interface Tokens {
  /** Who shows this `Authorization` header; throws `ProblemError` when it is not good. */
  principalOf(authorization: string, address: string): Principal;
  /** A log line for each token that ends within 30 days, or has ended; now and once a day. */
  warn(): void;
}

interface Token {
  readonly tokenSha256: string;
  /** The instant at which it ends; `null`: never. */
  readonly ends: EpochMs | null;
  readonly principal: Principal;
}

/** Bearer tokens of sources and scrapers. Two of each may be good at a time, so that one is replaced without a gap. */
export function createTokens(
  access: NonNullable<Config["access"]>,
  { audit, clock, logger }: { readonly audit: AuditLog; readonly clock: Clock; readonly logger: Logger },
): Tokens {
  const attempts = createAttemptLimit(clock);
  const tokens: readonly Token[] = [
    ...access.sources.map(({ source, tokenSha256, expires }) => ({
      tokenSha256,
      ends: endOf(expires),
      principal: { kind: "source", source } as const,
    })),
    ...access.scrapers.map(({ name, tokenSha256, expires }) => ({
      tokenSha256,
      ends: endOf(expires),
      principal: { kind: "metrics", name } as const,
    })),
  ];

  return {
    principalOf(authorization, address) {
      const shown = /^Bearer ([\w.~+/-]{1,200}=*)$/i.exec(authorization)?.[1];
      if (shown === undefined) throw new ProblemError("unauthorized");
      const found = findBySecret(shown, tokens, ({ tokenSha256 }) => tokenSha256);
      if (found && (found.ends === null || clock.now() < found.ends)) return found.principal;
      // A right token passes all the same: 256 bits cannot be guessed, and producers may share an address.
      if (attempts.isSpent(address)) throw new ProblemError("too-many-requests", { retryAfterSeconds: 60 });
      const isLast = attempts.failed(address);
      logger.warn({ address }, found ? "an expired token was refused" : "a wrong token was refused");
      const result = isLast ? "limited" : "refused";
      audit.write(
        { actor: "nobody", deed: "token.refuse", target: found ? nameOf(found) : "", address, result },
        clock.now(),
      );
      throw new ProblemError("unauthorized");
    },
    warn: function warn() {
      clock.after(hours(24), warn);
      for (const token of tokens)
        if (token.ends !== null && later(clock.now(), WARN_BEFORE) >= token.ends)
          logger.warn(
            { token: nameOf(token), ends: new Date(token.ends).toISOString() },
            clock.now() < token.ends
              ? "a token ends soon: make a new one with npm run token"
              : "a token has ended",
          );
    },
  };
}

/** A token is good to the end of its last day in UTC. */
const endOf = (expires: string | undefined): EpochMs | null =>
  expires === undefined ? null : epochMs(Date.parse(`${expires}T00:00:00Z`) + hours(24));

const nameOf = ({ principal }: Token): string => {
  if (principal.kind === "source") return `source:${principal.source}`;
  return principal.kind === "metrics" ? `metrics:${principal.name}` : "";
};
