import {
  closeSync,
  existsSync,
  fsyncSync,
  mkdirSync,
  openSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeSync,
} from "node:fs";
import { randomBytes } from "node:crypto";
import path from "node:path";

import type { SharedDayKeys } from "#engine/shared-day-keys.ts";

const KEY_BYTES = 32;
const SUFFIX = ".key";
/** Nodes that cannot reach each other make one each; there are never so many. */
const MOST_PER_DAY = 8;
const DAY_NAME = /^\d{4}-\d\d-\d\d$/;

/** The name of a local day, such as `2026-11-25`. */
export type DayName = string & { readonly __brand?: "DayName" };

/**
 * The random keys of days, one file each in `day-keys/`, readable by the owner
 * alone. A file is written under another name and renamed when it is on disk, so
 * a key is there whole or not at all; it is overwritten before it is removed. (A
 * disk or file system that copies on write may still hold the old bytes: where that
 * matters, the data directory belongs on an encrypted volume.)
 *
 * As a rule a day has one key. Nodes that made one each while they could not reach each
 * other have them all afterwards: the lowest by its bytes is used from then on, the same
 * on every node, and the others tell contacts that already have a name by them.
 */
export class DayKeys implements SharedDayKeys {
  readonly #directory: string;
  /** Of each day ascending. */
  readonly #keys = new Map<DayName, readonly Uint8Array[]>();
  /** Where each key is or will be stored. */
  readonly #files = new Map<Uint8Array, string>();
  readonly #unstored = new Set<Uint8Array>();
  readonly #doomed = new Set<string>();
  /** `null`: it was not said yet. */
  #kept: ReadonlySet<DayName> | null = null;
  #changes = 0;

  /** Reads the keys of an earlier run. Throws when the directory cannot be used. */
  constructor(dataDirectory: string) {
    this.#directory = path.join(dataDirectory, "day-keys");
    mkdirSync(this.#directory, { recursive: true, mode: 0o700 });
    for (const name of readdirSync(this.#directory)) {
      const file = path.join(this.#directory, name);
      const key = readFileSync(file);
      // Anything else is what a crash left of a key that was never used.
      if (name.endsWith(SUFFIX) && key.length === KEY_BYTES) this.#add(dayIn(name), key, file);
      else destroyFile(file);
    }
  }

  /**
   * The key of a day, made when it is first asked for. When it cannot be stored it is
   * used all the same, and `storeAll` tries again: only a restart before that loses it.
   */
  of(day: DayName): Uint8Array {
    const known = this.#keys.get(day)?.[0];
    if (known !== undefined) return known;
    const key = randomBytes(KEY_BYTES);
    this.#add(day, key, this.#fileOf(day));
    this.#unstored.add(key);
    this.storeAll();
    return key;
  }

  /** The other keys of a day. */
  othersOf(day: DayName): readonly Uint8Array[] {
    return this.#keys.get(day)?.slice(1) ?? [];
  }

  /** Grows whenever a day gets another key. */
  get changes(): number {
    return this.#changes;
  }

  held(): ReadonlyMap<DayName, readonly Uint8Array[]> {
    return this.#keys;
  }

  learn(day: DayName, key: Uint8Array): boolean {
    const known = this.#keys.get(day) ?? [];
    const isKept = this.#kept === null || this.#kept.has(day);
    if (!isKept || !DAY_NAME.test(day) || key.length !== KEY_BYTES) return false;
    if (known.length >= MOST_PER_DAY || known.some((one) => Buffer.compare(one, key) === 0)) return false;
    const own = Uint8Array.from(key);
    this.#add(day, own, this.#fileOf(`${day}.${randomBytes(4).toString("hex")}`));
    this.#unstored.add(own);
    this.storeAll();
    return true;
  }

  /** Stores the keys that could not be stored before. False when that fails again. */
  storeAll(): boolean {
    for (const key of this.#unstored) {
      try {
        this.#store(key);
      } catch {
        return false;
      }
      this.#unstored.delete(key);
    }
    return true;
  }

  /**
   * Destroys the keys of all days but these: in memory at once, on disk as soon as it
   * can be written, which is tried again at every call and at every start.
   */
  keepOnly(days: readonly DayName[]): void {
    this.#kept = new Set(days);
    for (const [day, keys] of this.#keys) {
      if (days.includes(day)) continue;
      this.#keys.delete(day);
      for (const key of keys) {
        this.#unstored.delete(key);
        this.#doomed.add(this.#files.get(key) ?? "");
        this.#files.delete(key);
        key.fill(0);
      }
    }
    for (const file of this.#doomed) {
      try {
        destroyFile(file);
        this.#doomed.delete(file);
      } catch {
        continue;
      }
    }
  }

  /** Forgets the keys in memory; the files stay for the next run. */
  close(): void {
    for (const keys of this.#keys.values()) for (const key of keys) key.fill(0);
    this.#keys.clear();
  }

  #add(day: DayName, key: Uint8Array, file: string): void {
    this.#files.set(key, file);
    this.#keys.set(
      day,
      [...(this.#keys.get(day) ?? []), key].toSorted((a, b) => Buffer.compare(a, b)),
    );
    this.#changes += 1;
  }

  #store(key: Uint8Array): void {
    const file = this.#files.get(key) ?? "";
    const temporary = `${file}.new`;
    const descriptor = openSync(temporary, "w", 0o600);
    try {
      writeSync(descriptor, key);
      fsyncSync(descriptor);
    } finally {
      closeSync(descriptor);
    }
    renameSync(temporary, file);
    syncDirectory(this.#directory);
  }

  #fileOf(name: string): string {
    return path.join(this.#directory, `${name}${SUFFIX}`);
  }
}

const dayIn = (fileName: string): DayName => fileName.split(".")[0] ?? "";

/** Zeros over the whole file, on disk before the name goes. */
function destroyFile(file: string): void {
  if (!existsSync(file)) return;
  const descriptor = openSync(file, "r+");
  try {
    writeSync(descriptor, new Uint8Array(statSync(file).size));
    fsyncSync(descriptor);
  } finally {
    closeSync(descriptor);
  }
  rmSync(file);
}

function syncDirectory(directory: string): void {
  const descriptor = openSync(directory, "r");
  try {
    fsyncSync(descriptor);
  } finally {
    closeSync(descriptor);
  }
}
