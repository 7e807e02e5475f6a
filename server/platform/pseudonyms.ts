import type { LocalDay } from "#domain/calendar.ts";
import type { ContactKey, SourceId } from "#domain/contact-event.ts";
import { type DurationMs, earlier, type EpochMs, hours, later, minutes } from "#domain/time.ts";
import type { Logger, Pseudonyms } from "#engine/ports.ts";

import { DayKeys, type DayName } from "./day-keys.ts";
import { KeyedHash } from "./keyed-hash.ts";
import { Recent } from "./recent.ts";

/** A day is kept until so long after its end: 48 hours after it began, on any day of 24 hours. */
const KEPT_AFTER = hours(24);
/** Clocks of sources run ahead: shortly before midnight an event may be of tomorrow already. */
const AHEAD = minutes(10);
/** How often the kept days are looked at, in milliseconds. */
const LOOK_EVERY_MS = 60_000;
/** Contacts whose keys are at hand without hashing; more are open at once in no helpline. */
const RECENT_CONTACTS = 10_000;

export interface PseudonymOptions {
  /** The data directory. The keys lie in `day-keys/` in it. */
  readonly directory: string;
  readonly now: () => EpochMs;
  /** The local day of an instant: `dayOf` of the calendar of the house. */
  readonly dayOf: (at: EpochMs) => LocalDay;
  /** Whether there is such a contact on the board. */
  readonly isKnown: (contact: ContactKey) => boolean;
  /** Those in the directory; opened here when left out. */
  readonly keys?: DayKeys;
  /** How long before midnight the key of tomorrow is made; ten minutes when left out. Nodes that hand it to each other need longer. */
  readonly ahead?: DurationMs;
  readonly logger?: Logger;
}

export interface OpenPseudonyms extends Pseudonyms {
  /** Destroys the keys that are too old at `now` and makes that of the day. Happens by itself too, whenever a pseudonym is made. */
  rotate(now: EpochMs): void;
  close(): void;
}

/** Throws when the data directory cannot be used. */
export const openPseudonyms = (options: PseudonymOptions): OpenPseudonyms => new DailyPseudonyms(options);

/** A day whose key is kept. */
interface KeptDay {
  readonly day: LocalDay;
  readonly hash: KeyedHash;
  /** Under other keys of the day, which other nodes may have named contacts by. */
  readonly others: readonly KeyedHash[];
}

interface Named {
  readonly contact: ContactKey;
  readonly day: DayName;
}

/**
 * Two kept days as a rule, yesterday and today, and for a few minutes tomorrow.
 * An event of any other time gets the key of the present day: it could not be told
 * from a repetition anyway, because what is older than a day is refused.
 *
 * Where nodes made a key each for one day, new contacts get the lowest of them on every
 * node, and a contact that is known by another keeps its name.
 */
class DailyPseudonyms implements OpenPseudonyms {
  readonly #options: PseudonymOptions;
  readonly #keys: DayKeys;
  readonly #recent = new Recent<Named>(RECENT_CONTACTS);
  /** Today first, the others from old to new. */
  #kept: readonly KeptDay[] = [];
  #lookedAt = -Infinity;
  /** How often keys had changed when the kept days were looked at. */
  #seen = -1;
  #stored = true;

  constructor(options: PseudonymOptions) {
    this.#options = options;
    this.#keys = options.keys ?? new DayKeys(options.directory);
    this.rotate(options.now());
  }

  contact(source: SourceId, nativeId: string, at: EpochMs): ContactKey {
    this.#look();
    const message = join(source, nativeId);
    const recent = this.#recent.get(message);
    if (recent !== undefined) return recent.contact;
    const named = this.#nameContact(message, this.#keptDayOf(at));
    this.#recent.set(message, named);
    return named.contact;
  }

  event(source: SourceId, nativeId: string, at: EpochMs): string {
    this.#look();
    return this.#keptDayOf(at).hash.of(join(source, nativeId));
  }

  rotate(now: EpochMs): void {
    this.#lookedAt = now;
    const { dayOf, ahead = AHEAD } = this.#options;
    const days = new Map(
      [now, earlier(now, KEPT_AFTER), later(now, ahead)].map((at) => [dayOf(at).key, dayOf(at)]),
    );
    const before = new Map(this.#kept.map((kept) => [kept.day.key, kept]));
    this.#keys.keepOnly([...days.keys()]);
    const isSame = this.#keys.changes === this.#seen;
    this.#kept = [...days.values()].map(
      (day) => (isSame ? before.get(day.key) : undefined) ?? this.#keep(day),
    );
    this.#seen = this.#keys.changes;
    const kept = new Set(this.#kept);
    for (const old of before.values()) if (!kept.has(old)) forget(old);
    this.#recent.drop(({ day }) => !days.has(day));
    this.#tellWhetherStored(this.#keys.storeAll());
  }

  close(): void {
    for (const kept of this.#kept) forget(kept);
    this.#recent.drop(() => true);
    this.#kept = [];
    this.#keys.close();
  }

  /** The key of the day of `at`, unless the contact is known under that of another day, on which it arrived. */
  #nameContact(message: string, own: KeptDay): Named {
    const first = { contact: own.hash.of(message), day: own.day.key };
    if (this.#options.isKnown(first.contact)) return first;
    for (const { day, hash, others } of this.#kept)
      for (const candidate of [hash, ...others]) {
        if (candidate === own.hash) continue;
        const contact = candidate.of(message);
        if (this.#options.isKnown(contact)) return { contact, day: day.key };
      }
    return first;
  }

  #keep(day: LocalDay): KeptDay {
    const hash = new KeyedHash(this.#keys.of(day.key));
    return { day, hash, others: this.#keys.othersOf(day.key).map((key) => new KeyedHash(key)) };
  }

  #keptDayOf(at: EpochMs): KeptDay {
    const [today, ...others] = this.#kept;
    if (today === undefined) throw new Error("pseudonyms were asked for after close");
    if (contains(today.day, at)) return today;
    return others.find(({ day }) => contains(day, at)) ?? today;
  }

  #look(): void {
    const now = this.#options.now();
    const isOld = Math.abs(now - this.#lookedAt) >= LOOK_EVERY_MS || this.#keys.changes !== this.#seen;
    if (isOld || !this.#isToday(now)) this.rotate(now);
  }

  #isToday(now: EpochMs): boolean {
    const today = this.#kept[0];
    return today !== undefined && contains(today.day, now);
  }

  #tellWhetherStored(stored: boolean): void {
    if (stored === this.#stored) return;
    this.#stored = stored;
    if (stored) this.#options.logger?.info({}, "the key of the day is stored");
    else
      this.#options.logger?.warn(
        {},
        "the key of the day cannot be stored: after a restart, contacts that are open now would count twice",
      );
  }
}

function forget({ hash, others }: KeptDay): void {
  for (const one of [hash, ...others]) one.destroy();
}

/** The length in front makes it certain where the source ends and the id begins. */
const join = (source: SourceId, nativeId: string): string => `${source.length}:${source}${nativeId}`;

const contains = (day: LocalDay, at: EpochMs): boolean => at >= day.start && at < day.end;
