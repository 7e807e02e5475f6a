import type { SQLOutputValue } from "node:sqlite";

import { elapsed, type EpochMs, epochMs, hours, minutes } from "#domain/time.ts";

import { type AccessDatabase, whereWritable } from "./access-database.ts";
import { bury } from "./graves.ts";
import { isSecret, newId, newSecret, newSeed, nextSecret, secretHash } from "./secrets.ts";
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
 * Paired screens, by a secret of which only the hash is kept. Whoever shows the secret before the present one
 * is given the present one again, for an answer may be lost, and a browser may be killed before it has written
 * its cookies: a wall does not go dark for that. Once the present one was shown it may be somebody with a copy
 * instead, so it is told, and the secrets stay as they are for another week: a screen whose browser keeps no cookies
 * goes on while it is restarted within each week. It is told at once when it comes from elsewhere than the one before. The secret before
 * that is refused.
 *
 * The next secret is made of the present one, which only the screen has, and of a seed, which only
 * the nodes have: two nodes that renew it at the same moment make the same one.
 */
export class Screens {
  readonly #database: AccessDatabase;
  readonly #mayRenew: () => boolean;
  readonly #onOldSecret: (screen: Screen, origin: Origin) => void;

  /**
   * `mayRenew`: false while other nodes would not hear of it; screens then keep the secret they have.
   * `onOldSecret`: somebody has shown the secret before the present one, though that was shown already, or from elsewhere than
   * who came last.
   */
  constructor(
    database: AccessDatabase,
    mayRenew: () => boolean = () => true,
    onOldSecret: (screen: Screen, origin: Origin) => void = () => undefined,
  ) {
    this.#database = database;
    this.#mayRenew = mayRenew;
    this.#onOldSecret = onOldSecret;
  }

  pair(name: string, origin: Origin, now: EpochMs): { readonly secret: string; readonly screen: Screen } {
    const [secret, id] = [newSecret(), newId()];
    this.#database.run((database) => {
      database
        .prepare("INSERT INTO screens VALUES (?, ?, ?, NULL, 1, ?, ?, ?, ?, ?, ?, ?, ?)")
        .run(
          id,
          name,
          secretHash(secret),
          now,
          now,
          now,
          origin.address,
          origin.device,
          now,
          newSeed(),
          newSeed(),
        );
    });
    this.#database.changed("screen", id);
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
    const present = isNewest ? null : nextSecret(secret, bytesOf(row["former_seed"]));
    if (present !== null && Buffer.compare(secretHash(present), bytesOf(row["hash"])) === 0) {
      this.see(screen, now, origin);
      const isLate = isConfirmed && age >= OVERLAP;
      if (isLate) whereWritable(() => this.#startAnew(screen.id, now));
      if (isLate || isElsewhere(screen, origin)) this.#onOldSecret(screen, origin);
      return { screen, renewed: this.#mayRenew() ? present : null };
    }
    if (!isNewest && isConfirmed && age >= OVERLAP) return null;
    if (isNewest && !isConfirmed) whereWritable(() => this.#confirm(screen.id, now));
    this.see(screen, now, origin);
    const isDue = isNewest ? age >= RENEW_AFTER : !isConfirmed && age >= OVERLAP;
    if (!isDue || !this.#mayRenew()) return { screen, renewed: null };
    const renewed = nextSecret(secret, bytesOf(row["seed"]));
    const isKept = whereWritable(() =>
      this.#renew(screen.id, { shown: hash, next: secretHash(renewed), now }),
    );
    return { screen, renewed: isKept ? renewed : null };
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

  /** Notes that it is there, every few minutes, if the file can be written. */
  see(screen: Screen, now: EpochMs, origin: Origin = screen): void {
    if (elapsed(screen.seen, now) < SEEN_EVERY && origin.address === screen.address) return;
    const isWritten = whereWritable(() =>
      this.#database.run((database) =>
        database
          .prepare("UPDATE screens SET seen = ?, address = ?, device = ? WHERE id = ?")
          .run(now, origin.address, origin.device, screen.id),
      ),
    );
    if (isWritten) this.#database.changed("screen", screen.id);
  }

  unpair(id: string, now: EpochMs): void {
    this.#database.transaction((database) => bury(database, "screen", id, now));
    this.#database.changed("screen", id);
  }

  #confirm(id: string, now: EpochMs): void {
    this.#database.run((database) =>
      database
        .prepare("UPDATE screens SET confirmed = 1, issued = ?, version = MAX(?, version + 1) WHERE id = ?")
        .run(now, now, id),
    );
    this.#database.changed("screen", id);
  }

  /** As if the present secret had just been issued. */
  #startAnew(id: string, now: EpochMs): void {
    this.#database.run((database) =>
      database
        .prepare("UPDATE screens SET confirmed = 0, issued = ?, version = MAX(?, version + 1) WHERE id = ?")
        .run(now, now, id),
    );
    this.#database.changed("screen", id);
  }

  #renew(id: string, { shown, next, now }: Renewal): void {
    this.#database.run((database) =>
      database
        .prepare(
          `UPDATE screens SET hash = ?, previous = ?, confirmed = 0, issued = ?, former_seed = seed, seed = ?,
           version = MAX(?, version + 1) WHERE id = ?`,
        )
        .run(next, shown, now, newSeed(), now, id),
    );
    this.#database.changed("screen", id);
  }
}

/** Hashes of the secret that a screen has shown and of the one that it is given. */
interface Renewal {
  readonly shown: Uint8Array;
  readonly next: Uint8Array;
  readonly now: EpochMs;
}

const isElsewhere = (screen: Origin, origin: Origin): boolean =>
  screen.address !== origin.address || screen.device !== origin.device;

const bytesOf = (value: SQLOutputValue | undefined): Uint8Array =>
  value instanceof Uint8Array ? value : new Uint8Array();

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
