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

const KEY_BYTES = 32;
const SUFFIX = ".key";

/** The name of a local day, such as `2026-11-25`. */
export type DayName = string & { readonly __brand?: "DayName" };

/**
 * The random keys of days, one file each in `day-keys/`, readable by the owner
 * alone. A file is written under another name and renamed when it is on disk, so
 * a key is there whole or not at all; it is overwritten before it is removed. (A
 * disk or file system that copies on write may still hold the old bytes: where that
 * matters, the data directory belongs on an encrypted volume.)
 */
export class DayKeys {
  readonly #directory: string;
  readonly #keys = new Map<DayName, Uint8Array>();
  readonly #unstored = new Set<DayName>();
  readonly #doomed = new Set<string>();

  /** Reads the keys of an earlier run. Throws when the directory cannot be used. */
  constructor(dataDirectory: string) {
    this.#directory = path.join(dataDirectory, "day-keys");
    mkdirSync(this.#directory, { recursive: true, mode: 0o700 });
    for (const name of readdirSync(this.#directory)) {
      const file = path.join(this.#directory, name);
      const key = readFileSync(file);
      // Anything else is what a crash left of a key that was never used.
      if (name.endsWith(SUFFIX) && key.length === KEY_BYTES)
        this.#keys.set(name.slice(0, -SUFFIX.length), key);
      else destroyFile(file);
    }
  }

  /**
   * The key of a day, made when it is first asked for. When it cannot be stored it is
   * used all the same, and `storeAll` tries again: only a restart before that loses it.
   */
  of(day: DayName): Uint8Array {
    let key = this.#keys.get(day);
    if (key === undefined) {
      key = randomBytes(KEY_BYTES);
      this.#keys.set(day, key);
      this.#unstored.add(day);
      this.storeAll();
    }
    return key;
  }

  /** Stores the keys that could not be stored before. False when that fails again. */
  storeAll(): boolean {
    for (const day of this.#unstored) {
      try {
        this.#store(day, this.of(day));
      } catch {
        return false;
      }
      this.#unstored.delete(day);
    }
    return true;
  }

  /**
   * Destroys the keys of all days but these: in memory at once, on disk as soon as it
   * can be written, which is tried again at every call and at every start.
   */
  keepOnly(days: readonly DayName[]): void {
    for (const [day, key] of this.#keys) {
      if (days.includes(day)) continue;
      key.fill(0);
      this.#keys.delete(day);
      this.#unstored.delete(day);
      this.#doomed.add(this.#fileOf(day));
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
    for (const key of this.#keys.values()) key.fill(0);
    this.#keys.clear();
  }

  #store(day: DayName, key: Uint8Array): void {
    const file = this.#fileOf(day);
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

  #fileOf(day: DayName): string {
    return path.join(this.#directory, `${day}${SUFFIX}`);
  }
}

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
