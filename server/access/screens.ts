import type { SQLOutputValue } from "node:sqlite";

import { elapsed, type EpochMs, epochMs, hours, minutes } from "#domain/time.ts";

import type { AccessDatabase } from "./access-database.ts";
import { isSecret, newId, newSecret, secretHash } from "./secrets.ts";
import type { Origin } from "./sessions.ts";

/** A screen that nobody has seen for 180 days is forgotten. */
export const SCREEN_LIFE = hours(180 * 24);
/** Its secret is changed after a week. */
const RENEW_AFTER = hours(7 * 24);
/** Requests that were under way with the old secret still pass for so long. */
const OVERLAP = minutes(10);
const SEEN_EVERY = minutes(5);

/** A paired screen. */
export interface Screen extends Origin {
  readonly id: string;
  readonly name: string;
  readonly paired: EpochMs;
  readonly seen: EpochMs;
}

export interface RecognisedScreen {
  readonly screen: Screen;
  /** Its next secret, to be given to it; `null`: it keeps the one it has. */
  readonly renewed: string | null;
}

/**
 * Paired screens, by a secret of which only the hash is kept. A new secret counts only from when
 * the screen has shown it; until then the old one goes on, for an answer may be lost. After that
 * whoever shows the old one has a copy, and is refused.
 */
export class Screens {
  readonly #database: AccessDatabase;

  constructor(database: AccessDatabase) {
    this.#database = database;
  }

  pair(name: string, origin: Origin, now: EpochMs): { readonly secret: string; readonly screen: Screen } {
    const [secret, id] = [newSecret(), newId()];
    this.#database.run((database) => {
      database.prepare("DELETE FROM screens WHERE seen <= ?").run(now - SCREEN_LIFE);
      database
        .prepare("INSERT INTO screens VALUES (?, ?, ?, NULL, 1, ?, ?, ?, ?, ?)")
        .run(id, name, secretHash(secret), now, now, now, origin.address, origin.device);
    });
    return { secret, screen: { id, name, paired: now, seen: now, ...origin } };
  }

  find(secret: string, origin: Origin, now: EpochMs): RecognisedScreen | null {
    if (!isSecret(secret)) return null;
    const hash = secretHash(secret);
    const row = this.#database.run((database) =>
      database
        .prepare("SELECT *, hash = ? AS newest FROM screens WHERE hash = ? OR previous = ?")
        .get(hash, hash, hash),
    );
    if (row === undefined) return null;
    const screen = screenOf(row);
    if (elapsed(screen.seen, now) >= SCREEN_LIFE) return null;
    const age = elapsed(epochMs(Number(row["issued"])), now);
    const isNewest = row["newest"] === 1;
    const isConfirmed = row["confirmed"] === 1;
    if (!isNewest && isConfirmed && age >= OVERLAP) return null;
    if (isNewest && !isConfirmed) this.#confirm(screen.id);
    this.see(screen, now, origin);
    const isDue = isNewest ? age >= RENEW_AFTER : !isConfirmed && age >= OVERLAP;
    return { screen, renewed: isDue ? this.#renew(screen.id, hash, now) : null };
  }

  /** `null`: it is not paired (any more). */
  get(id: string, now: EpochMs): Screen | null {
    const row = this.#database.run((database) =>
      database.prepare("SELECT * FROM screens WHERE id = ?").get(id),
    );
    const screen = row === undefined ? null : screenOf(row);
    return screen !== null && elapsed(screen.seen, now) < SCREEN_LIFE ? screen : null;
  }

  /** By name. */
  list(now: EpochMs): readonly Screen[] {
    return this.#database
      .run((database) => database.prepare("SELECT * FROM screens ORDER BY name, id").all())
      .map(screenOf)
      .filter(({ seen }) => elapsed(seen, now) < SCREEN_LIFE);
  }

  /** Notes that it is there, every few minutes. */
  see(screen: Screen, now: EpochMs, origin: Origin = screen): void {
    if (elapsed(screen.seen, now) < SEEN_EVERY && origin.address === screen.address) return;
    this.#database.run((database) =>
      database
        .prepare("UPDATE screens SET seen = ?, address = ?, device = ? WHERE id = ?")
        .run(now, origin.address, origin.device, screen.id),
    );
  }

  unpair(id: string): void {
    this.#database.run((database) => database.prepare("DELETE FROM screens WHERE id = ?").run(id));
  }

  #confirm(id: string): void {
    this.#database.run((database) =>
      database.prepare("UPDATE screens SET confirmed = 1 WHERE id = ?").run(id),
    );
  }

  #renew(id: string, shown: Uint8Array, now: EpochMs): string {
    const secret = newSecret();
    this.#database.run((database) =>
      database
        .prepare("UPDATE screens SET hash = ?, previous = ?, confirmed = 0, issued = ? WHERE id = ?")
        .run(secretHash(secret), shown, now, id),
    );
    return secret;
  }
}

function screenOf(row: Readonly<Record<string, SQLOutputValue>>): Screen {
  return {
    id: String(row["id"]),
    name: String(row["name"]),
    paired: epochMs(Number(row["paired"])),
    seen: epochMs(Number(row["seen"])),
    address: String(row["address"]),
    device: String(row["device"]),
  };
}
