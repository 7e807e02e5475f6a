import type { AuditLog } from "#access/audit-log.ts";
import type { ConfiguredToken } from "#config/tokens.ts";
import type { SourceId } from "#domain/contact-event.ts";
import { minutes } from "#domain/time.ts";
import type { Clock, Logger } from "#engine/ports.ts";
import { ProblemError } from "#wire/problem.ts";

import { createAttemptLimit } from "./attempt-limit.ts";
import { createOnceIn } from "./once-in.ts";
import type { Principal } from "./principal.ts";
import { findBySecret } from "./secret-hash.ts";

/** `retryAfterSeconds`: after too many wrong tokens nothing is looked at for so long; else `null`. */
export interface TokenRefusal {
  readonly retryAfterSeconds: number | null;
}

export interface Tokens {
  /** Who shows this `Authorization` header; throws `ProblemError` when it is not good. */
  principalOf(authorization: string, address: string): Principal;
  /** `null`: the header shows a token of the webhooks of this source. */
  refusalOfWebhook(authorization: string, source: SourceId, address: string): TokenRefusal | null;
}

/** What goes on being sent with a token that is not good is a row as often as this. */
const ROW_EVERY = minutes(10);

/** Bearer tokens of sources, webhooks and scrapers. Two of each may be good at a time, so that one is replaced without a gap. */
export function createTokens(
  tokens: readonly ConfiguredToken[],
  { audit, clock, logger }: { readonly audit: AuditLog; readonly clock: Clock; readonly logger: Logger },
): Tokens {
  const attempts = createAttemptLimit(clock);
  const isNews = createOnceIn(clock, ROW_EVERY);
  const ofProducers = tokens.flatMap(({ owner, ...token }) =>
    owner.kind === "webhook" ? [] : [{ ...token, owner }],
  );

  /** One of these that is good, or that there is none. */
  function look<T extends Omit<ConfiguredToken, "owner">>(
    shown: string | undefined,
    among: readonly T[],
    address: string,
  ): { readonly token: T } | TokenRefusal {
    const token =
      shown === undefined ? undefined : findBySecret(shown, among, ({ tokenSha256 }) => tokenSha256);
    if (token && (token.ends === null || clock.now() < token.ends)) return { token };
    // A right token passes all the same: 256 bits cannot be guessed, and producers may share an address.
    if (attempts.isSpent(address)) return { retryAfterSeconds: attempts.secondsLeft(address) };
    const isLast = attempts.failed(address);
    const target = token?.name ?? "";
    if (isNews(`${address} ${target}`) || isLast) {
      logger.warn({ address }, token ? "an expired token was refused" : "a wrong token was refused");
      const result = isLast ? "limited" : "refused";
      audit.write({ actor: "nobody", deed: "token.refuse", target, address, result }, clock.now());
    }
    return { retryAfterSeconds: null };
  }

  return {
    principalOf(authorization, address) {
      const shown = /^Bearer ([\w.~+/-]{1,200}=*)$/i.exec(authorization)?.[1];
      if (shown === undefined) throw new ProblemError("unauthorized");
      const answer = look(shown, ofProducers, address);
      if ("token" in answer) return answer.token.owner;
      if (answer.retryAfterSeconds === null) throw new ProblemError("unauthorized");
      throw new ProblemError("too-many-requests", { retryAfterSeconds: answer.retryAfterSeconds });
    },
    refusalOfWebhook(authorization, source, address) {
      const shown = /^Bearer +([\x21-\x7e]{1,200}) *$/i.exec(authorization)?.[1];
      const own = tokens.filter(({ owner }) => owner.kind === "webhook" && owner.source === source);
      const answer = look(shown, own, address);
      return "token" in answer ? null : answer;
    },
  };
}
