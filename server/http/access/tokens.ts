import type { AuditLog } from "#access/audit-log.ts";
import type { ConfiguredToken } from "#config/tokens.ts";
import type { Clock, Logger } from "#engine/ports.ts";
import { ProblemError } from "#wire/problem.ts";

import { createAttemptLimit } from "./attempt-limit.ts";
import type { Principal } from "./principal.ts";
import { findBySecret } from "./secret-hash.ts";

export interface Tokens {
  /** Who shows this `Authorization` header; throws `ProblemError` when it is not good. */
  principalOf(authorization: string, address: string): Principal;
}

/** Bearer tokens of sources and scrapers. Two of each may be good at a time, so that one is replaced without a gap. */
export function createTokens(
  tokens: readonly ConfiguredToken[],
  { audit, clock, logger }: { readonly audit: AuditLog; readonly clock: Clock; readonly logger: Logger },
): Tokens {
  const attempts = createAttemptLimit(clock);

  return {
    principalOf(authorization, address) {
      const shown = /^Bearer ([\w.~+/-]{1,200}=*)$/i.exec(authorization)?.[1];
      if (shown === undefined) throw new ProblemError("unauthorized");
      const found = findBySecret(shown, tokens, ({ tokenSha256 }) => tokenSha256);
      if (found && (found.ends === null || clock.now() < found.ends)) return found.owner;
      // A right token passes all the same: 256 bits cannot be guessed, and producers may share an address.
      if (attempts.isSpent(address))
        throw new ProblemError("too-many-requests", { retryAfterSeconds: attempts.secondsLeft(address) });
      const isLast = attempts.failed(address);
      logger.warn({ address }, found ? "an expired token was refused" : "a wrong token was refused");
      const result = isLast ? "limited" : "refused";
      audit.write(
        { actor: "nobody", deed: "token.refuse", target: found?.name ?? "", address, result },
        clock.now(),
      );
      throw new ProblemError("unauthorized");
    },
  };
}
