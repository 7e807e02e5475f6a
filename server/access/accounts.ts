import { hkdfSync } from "node:crypto";
import type { SQLOutputValue } from "node:sqlite";

import { type EpochMs, hours, later } from "#domain/time.ts";

import type { AccessDatabase } from "./access-database.ts";
import { buriedVersion, bury } from "./graves.ts";
import { isPassword, passwordHash } from "./password.ts";
import { newCode, plainCode, secretHash } from "./secrets.ts";
import { PERSON_ROLES, type PersonRole } from "./sessions.ts";
import { newTotpSecret, totpStep } from "./totp.ts";

/** 20 letters to the sixteenth: 69 bits, good for a day. */
const SETUP_LETTERS = 16;
const SETUP_LIFE = hours(24);

export interface Account {
  readonly name: string;
  readonly role: PersonRole;
  /** False until its owner has chosen a password and shown a first code. */
  readonly ready: boolean;
}

/** Names as they are typed at the login. */
export const isAccountName = (name: string): boolean => /^[a-z][a-z0-9._-]{1,39}$/.test(name);

/** Accounts of people in houses without an identity provider: a password and a code of an authenticator. */
export class Accounts {
  readonly #database: AccessDatabase;

  constructor(database: AccessDatabase) {
    this.#database = database;
  }

  /**
   * A code with which its owner sets up the account within a day. An account that was there loses
   * its password and its authenticator: so is one recovered.
   */
  invite(name: string, role: PersonRole, now: EpochMs): string {
    const code = newCode(SETUP_LETTERS);
    this.#database.transaction((database) => {
      const before = database.prepare("SELECT version FROM accounts WHERE name = ?").get(name)?.["version"];
      const version = Math.max(
        now,
        Number(before ?? 0) + 1,
        (buriedVersion(database, "account", name) ?? 0) + 1,
      );
      database
        .prepare("INSERT OR REPLACE INTO accounts VALUES (?, ?, ?, NULL, NULL, 0, ?, ?, ?)")
        .run(name, role, version, secretHash(code), later(now, SETUP_LIFE), version);
    });
    this.#database.changed("account", name);
    return code;
  }

  list(): readonly Account[] {
    return this.#database
      .run((database) => database.prepare("SELECT * FROM accounts ORDER BY name").all())
      .map(accountOf);
  }

  /** Whether there was one. */
  remove(name: string, now: EpochMs): boolean {
    const wasThere = this.#database.transaction((database) => bury(database, "account", name, now));
    this.#database.changed("account", name);
    return wasThere;
  }

  /** Takes the password and gives the secret of a new authenticator; `null`: no such invitation. */
  async beginSetup(name: string, code: string, password: string, now: EpochMs): Promise<Buffer | null> {
    if (this.#invited(name, code, now) === null) return null;
    const [hash, secret] = [await passwordHash(password), newTotpSecret()];
    // The account may have been invited anew, or be ready, since the hash was begun.
    const { changes } = this.#database.run((database) =>
      database
        .prepare(
          `UPDATE accounts SET password = ?, totp = ?, version = MAX(?, version + 1)
           WHERE name = ? AND setup = ?`,
        )
        .run(hash, secret, now, name, secretHash(plainCode(code))),
    );
    if (changes === 0) return null;
    this.#database.changed("account", name);
    return secret;
  }

  /** The authenticator shows the right code: the account is ready, the invitation is used up. */
  endSetup(name: string, code: string, shown: string, now: EpochMs): Account | null {
    const row = this.#invited(name, code, now);
    const secret = row?.["totp"];
    if (row === null || !(secret instanceof Uint8Array)) return null;
    const step = totpStep(secret, shown, { now, lastStep: 0 });
    if (step === null) return null;
    this.#database.run((database) =>
      database
        .prepare(
          "UPDATE accounts SET setup = NULL, last_step = ?, version = MAX(?, version + 1) WHERE name = ?",
        )
        .run(step, now, name),
    );
    this.#database.changed("account", name);
    return { ...accountOf(row), ready: true };
  }

  /** The secret of an authenticator that is being set up, to show it once more. */
  secretInSetup(name: string, code: string, now: EpochMs): Uint8Array | null {
    const secret = this.#invited(name, code, now)?.["totp"];
    return secret instanceof Uint8Array ? secret : null;
  }

  /** Whoever knows the password and holds the authenticator. Takes as long for names that do not exist. */
  async check(name: string, password: string, code: string, now: EpochMs): Promise<Account | null> {
    const row = this.#row(name);
    const stored = row?.["password"];
    const isRight = await isPassword(password, typeof stored === "string" ? stored : null);
    const secret = row?.["totp"];
    if (!isRight || row === undefined || row["setup"] !== null || !(secret instanceof Uint8Array))
      return null;
    const step = totpStep(secret, code, { now, lastStep: Number(row["last_step"]) });
    if (step === null) return null;
    // Of two logins with one code at the same moment the second changes nothing, and is refused; so is one that a reset
    // or another authenticator has overtaken while the password was looked at.
    const { changes } = this.#database.run((database) =>
      database
        .prepare("UPDATE accounts SET last_step = ? WHERE name = ? AND last_step < ? AND version = ?")
        .run(step, name, step, Number(row["version"])),
    );
    this.#database.changed("account", name);
    return changes === 0 ? null : accountOf(row);
  }

  /**
   * What marks for browsers of this account are made with, the same on every node; `null`: nobody can log in as this
   * name. Another password or authenticator makes another key.
   */
  markKey(name: string): Uint8Array | null {
    const row = this.#row(name);
    const [password, secret] = [row?.["password"], row?.["totp"]];
    if (row === undefined || row["setup"] !== null) return null;
    if (typeof password !== "string" || !(secret instanceof Uint8Array)) return null;
    return new Uint8Array(hkdfSync("sha256", secret, password, `known browser of ${name}`, 32));
  }

  #row(name: string): Readonly<Record<string, SQLOutputValue>> | undefined {
    return this.#database.run((database) =>
      database.prepare("SELECT * FROM accounts WHERE name = ?").get(name),
    );
  }

  #invited(name: string, code: string, now: EpochMs): Readonly<Record<string, SQLOutputValue>> | null {
    const row = this.#row(name);
    const setup = row?.["setup"];
    if (row === undefined || !(setup instanceof Uint8Array) || Number(row["setup_until"]) <= now) return null;
    return Buffer.compare(setup, secretHash(plainCode(code))) === 0 ? row : null;
  }
}

const accountOf = (row: Readonly<Record<string, SQLOutputValue>>): Account => ({
  name: String(row["name"]),
  role: PERSON_ROLES.find((role) => role === row["role"]) ?? "supervisor",
  ready: row["setup"] === null,
});
