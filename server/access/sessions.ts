import type { SQLOutputValue } from "node:sqlite";

import { type DurationMs, elapsed, type EpochMs, epochMs, minutes, ms } from "#domain/time.ts";

import { type AccessDatabase, whereWritable } from "./access-database.ts";
import { bury } from "./graves.ts";
import { isSecret, newId, newSecret, secretHash } from "./secrets.ts";

/** People have one of these roles. */
export const PERSON_ROLES = ["supervisor", "admin"] as const;
export type PersonRole = (typeof PERSON_ROLES)[number];

/** Somebody who showed who they are. */
export interface Person {
  /** The same at each login: `local:` and the name, or `oidc:` and the subject. */
  readonly person: string;
  /** As colleagues know them. */
  readonly name: string;
  readonly role: PersonRole;
}

/** Where a request comes from. */
export interface Origin {
  readonly address: string;
  /** Browser and system in words of our own. */
  readonly device: string;
}

export interface Session extends Person, Origin {
  /** Names the session; opens nothing. */
  readonly id: string;
  readonly began: EpochMs;
  readonly seen: EpochMs;
}

export interface SessionLimits {
  /** Without a request for so long a session is over. An open stream is no request. */
  readonly idle: DurationMs;
  /** Longer than this none lasts. */
  readonly absolute: DurationMs;
}

/** When a session is over if nobody does anything, and whether it goes on longer where somebody does. */
export interface SessionEnd {
  readonly inMs: DurationMs;
  readonly canGoOn: boolean;
}

/** What is seen is written down once a minute at most. */
const SEEN_EVERY = minutes(1);

/** Sessions of people, by a secret of which only the hash is kept. They outlive restarts. */
export class Sessions {
  readonly #database: AccessDatabase;
  readonly #limits: SessionLimits;

  constructor(database: AccessDatabase, limits: SessionLimits) {
    this.#database = database;
    this.#limits = limits;
  }

  /** A new session with a new secret, whatever the browser had before. */
  begin(person: Person, origin: Origin, now: EpochMs): { readonly secret: string; readonly id: string } {
    const [secret, id] = [newSecret(), newId()];
    this.#database.run((database) => {
      database
        .prepare("DELETE FROM sessions WHERE began <= ? OR seen <= ?")
        .run(now - this.#limits.absolute, now - this.#limits.idle);
      database
        .prepare("INSERT INTO sessions VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)")
        .run(
          secretHash(secret),
          id,
          person.person,
          person.name,
          person.role,
          now,
          now,
          origin.address,
          origin.device,
        );
    });
    this.#database.changed("session", id);
    return { secret, id };
  }

  /** The session that this secret opens. `prolongs`: somebody is there. `null`: none, or it is over. */
  find(secret: string, now: EpochMs, prolongs = true): Session | null {
    if (!isSecret(secret)) return null;
    const session = this.#one("SELECT * FROM sessions WHERE hash = ?", secretHash(secret), now);
    if (session !== null && prolongs && elapsed(session.seen, now) >= SEEN_EVERY) this.#see(session.id, now);
    return session;
  }

  /** Whether it goes on. Asking does not prolong it. */
  isAlive(id: string, now: EpochMs): boolean {
    return this.#one("SELECT * FROM sessions WHERE id = ?", id, now) !== null;
  }

  /** When it is over if nobody does anything; `null`: it is already. Asking does not prolong it. */
  endOf(id: string, now: EpochMs): SessionEnd | null {
    const session = this.#one("SELECT * FROM sessions WHERE id = ?", id, now);
    if (session === null) return null;
    const idle = this.#limits.idle - elapsed(session.seen, now);
    const absolute = this.#limits.absolute - elapsed(session.began, now);
    return { inMs: ms(Math.min(idle, absolute)), canGoOn: idle < absolute };
  }

  /** Those that go on, the last seen first. */
  list(now: EpochMs): readonly Session[] {
    return this.#database
      .run((database) => database.prepare("SELECT * FROM sessions ORDER BY seen DESC, id").all())
      .map(sessionOf)
      .filter((session) => this.#goesOn(session, now));
  }

  revoke(id: string, now: EpochMs): void {
    this.#database.transaction((database) => bury(database, "session", id, now));
    this.#database.changed("session", id);
  }

  #one(query: string, key: string | Uint8Array, now: EpochMs): Session | null {
    const row = this.#database.run((database) => database.prepare(query).get(key));
    const session = row === undefined ? null : sessionOf(row);
    return session !== null && this.#goesOn(session, now) ? session : null;
  }

  #see(id: string, now: EpochMs): void {
    const isWritten = whereWritable(() =>
      this.#database.run((database) =>
        database.prepare("UPDATE sessions SET seen = ? WHERE id = ?").run(now, id),
      ),
    );
    if (isWritten) this.#database.changed("session", id);
  }

  #goesOn({ began, seen }: Session, now: EpochMs): boolean {
    return elapsed(seen, now) < this.#limits.idle && elapsed(began, now) < this.#limits.absolute;
  }
}

/** Ends every session of one person. */
export function revokeAllOf(database: AccessDatabase, person: string, now: EpochMs): void {
  const ids = database
    .run((file) => file.prepare("SELECT id FROM sessions WHERE person = ?").all(person))
    .map(({ id }) => String(id));
  database.transaction((file) => ids.forEach((id) => bury(file, "session", id, now)));
  for (const id of ids) database.changed("session", id);
}

function sessionOf(row: Readonly<Record<string, SQLOutputValue>>): Session {
  return {
    id: String(row["id"]),
    person: String(row["person"]),
    name: String(row["name"]),
    role: PERSON_ROLES.find((role) => role === row["role"]) ?? "supervisor",
    began: epochMs(Number(row["began"])),
    seen: epochMs(Number(row["seen"])),
    address: String(row["address"]),
    device: String(row["device"]),
  };
}
