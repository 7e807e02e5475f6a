import type { DatabaseSync } from "node:sqlite";

import { type DurationMs, elapsed, type EpochMs, hours, later, ms } from "#domain/time.ts";
import type { Clock, Logger } from "#engine/ports.ts";

import { type AccessDatabase, AccessUnavailable } from "./access-database.ts";
import type { Deed } from "./audit-chain.ts";
import type { AuditLog } from "./audit-log.ts";

/** A token as the configuration has it. */
export interface HeldToken {
  /** Whose it is, such as `source:partner`. */
  readonly name: string;
  readonly tokenSha256: string;
  /** The last day on which it is good, in UTC; `null`: it never ends. */
  readonly expires: string | null;
  readonly ends: EpochMs | null;
}

/** Whoever renews a token should hear of it before it is too late. */
const WARN_BEFORE = hours(30 * 24);
const LOOK_EVERY = hours(24);
/** So much of a hash tells two tokens of one name apart, and is of no use to anybody else. */
const PREFIX_LENGTH = 8;

/**
 * Writes down which tokens were added to the configuration, removed from it or given another end since the last start, and
 * the moment at which one ends; a line of the log tells each day which do so within 30 days. Returns a function that ends it.
 */
export function watchTokens(options: {
  readonly tokens: readonly HeldToken[];
  readonly database: AccessDatabase;
  readonly audit: AuditLog;
  readonly clock: Clock;
  readonly logger: Logger;
}): () => void {
  const { tokens, clock, logger } = options;
  const register = new TokenRegister(options.database, options.audit);
  let cancel: (() => void) | undefined;
  const look = (): void => {
    const now = clock.now();
    cancel = clock.after(untilNextLook(tokens, now), look);
    for (const token of tokens) {
      const { name, ends } = token;
      if (ends === null || later(now, WARN_BEFORE) < ends) continue;
      const isOver = ends <= now;
      if (isOver) register.ended(token, now);
      logger.warn(
        { token: name, ends: new Date(ends).toISOString() },
        isOver ? "a token has ended" : "a token ends soon: make a new one with npm run token",
      );
    }
  };
  register.compare(tokens, clock.now());
  look();
  return () => cancel?.();
}

/** A day, or less when one ends before. */
function untilNextLook(tokens: readonly HeldToken[], now: EpochMs): DurationMs {
  const ends = tokens.flatMap((token) => (token.ends !== null && token.ends > now ? [token.ends] : []));
  return ms(Math.min(LOOK_EVERY, ...ends.map((end) => elapsed(now, end))));
}

interface KnownToken {
  readonly name: string;
  readonly prefix: string;
  readonly expires: string | null;
}

/** The tokens that the audit log has told of: names and the first digits of hashes. */
class TokenRegister {
  readonly #database: AccessDatabase;
  readonly #audit: AuditLog;

  constructor(database: AccessDatabase, audit: AuditLog) {
    this.#database = database;
    this.#audit = audit;
  }

  compare(tokens: readonly HeldToken[], now: EpochMs): void {
    const known = new Map(this.#known().map((token) => [keyOf(token), token]));
    for (const token of tokens.map(knownOf)) {
      const before = known.get(keyOf(token));
      known.delete(keyOf(token));
      if (before === undefined) this.#note("token.add", token, now);
      else if (before.expires !== token.expires) this.#note("token.change", token, now);
    }
    for (const token of known.values()) this.#note("token.remove", token, now);
  }

  /** Once for each end. */
  ended(token: HeldToken, now: EpochMs): void {
    const { name, prefix, expires } = knownOf(token);
    const isTold = this.#orNothing((database) =>
      database.prepare("SELECT 1 FROM tokens WHERE name = ? AND prefix = ? AND ended").get(name, prefix),
    );
    if (isTold === undefined) this.#note("token.end", { name, prefix, expires }, now);
  }

  #known(): readonly KnownToken[] {
    const rows = this.#orNothing((database) => database.prepare("SELECT * FROM tokens").all()) ?? [];
    return rows.map(({ name, prefix, expires }) => ({
      name: String(name),
      prefix: String(prefix),
      expires: typeof expires === "string" ? expires : null,
    }));
  }

  /** The row comes first: rather twice than never. */
  #note(deed: Extract<Deed, `token.${string}`>, { name, prefix, expires }: KnownToken, now: EpochMs): void {
    const end = expires === null ? "without an end" : `until ${expires}`;
    const target = `${name} (${prefix}…, ${end})`;
    this.#audit.write({ actor: "server", deed, target }, now);
    this.#orNothing((database) =>
      deed === "token.remove"
        ? database.prepare("DELETE FROM tokens WHERE name = ? AND prefix = ?").run(name, prefix)
        : database
            .prepare("INSERT OR REPLACE INTO tokens VALUES (?, ?, ?, ?)")
            .run(name, prefix, expires, deed === "token.end" ? 1 : 0),
    );
  }

  /** While the file cannot be used the rows are lines of the log, and come again at the next start. */
  #orNothing<T>(work: (database: DatabaseSync) => T): T | undefined {
    try {
      return this.#database.run(work);
    } catch (error) {
      if (!(error instanceof AccessUnavailable)) throw error;
      return undefined;
    }
  }
}

const knownOf = ({ name, tokenSha256, expires }: HeldToken): KnownToken => ({
  name,
  prefix: tokenSha256.slice(0, PREFIX_LENGTH),
  expires,
});

const keyOf = ({ name, prefix }: KnownToken): string => `${name} ${prefix}`;
