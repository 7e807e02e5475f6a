import { KEY_BYTES } from "./event-key.ts";

const WORDS = KEY_BYTES / 4;
const SMALLEST = 1_024;
/** Parts of the table filled one after the other at the start. */
const PARTS = 64;

/**
 * The set of keys in the journal: what makes (source, id) unique. An open
 * addressing table with linear probing, at most half full, 32 to 64 bytes per
 * event, about 0.1 microseconds a look. A unique index inside the database does the
 * same at 35,000 events a second once it holds a million random ids, because every
 * new one dirties another page (docs/adr/0003-journal.md).
 */
export class KnownIds {
  #slots: Uint32Array;
  #size = 0;

  /** Begins with these keys, which may be very many: they are put in by neighbourhood. */
  constructor(keys: Uint8Array) {
    const words = wordsOf(keys);
    this.#slots = slotsFor(words.length / WORDS);
    const sorted = byNeighbourhood(words, this.#slots.length);
    for (let at = 0; at < sorted.length; at += WORDS) this.#add(sorted, at);
  }

  get size(): number {
    return this.#size;
  }

  /** Adds the keys, one behind the other, and says of each whether it was new. */
  addAll(keys: Uint8Array): boolean[] {
    const words = wordsOf(keys);
    const fresh: boolean[] = [];
    for (let at = 0; at < words.length; at += WORDS) fresh.push(this.#add(words, at));
    return fresh;
  }

  /** Removes the keys; those not in the set are passed over. */
  removeAll(keys: Uint8Array): void {
    const words = wordsOf(keys);
    for (let at = 0; at < words.length; at += WORDS) this.#remove(words, at);
  }

  #add(words: Uint32Array, at: number): boolean {
    const slot = placeOf(this.#slots, words, at);
    if (this.#slots[slot] !== 0) return false;
    for (let word = 0; word < WORDS; word += 1) this.#slots[slot + word] = words[at + word] ?? 0;
    this.#size += 1;
    if (this.#size * 2 * WORDS > this.#slots.length) this.#grow();
    return true;
  }

  /** Moves later keys into the gap, so that each stays reachable from its home without a mark for "was here". */
  #remove(words: Uint32Array, at: number): void {
    const slots = this.#slots;
    const mask = slots.length - 1;
    let gap = placeOf(slots, words, at);
    if (slots[gap] === 0) return;
    this.#size -= 1;
    for (let slot = (gap + WORDS) & mask; slots[slot] !== 0; slot = (slot + WORDS) & mask) {
      const fromHome = (slot - homeOf(slots, slot, mask)) & mask;
      const fromGap = (slot - gap) & mask;
      if (fromHome < fromGap) continue;
      slots.copyWithin(gap, slot, slot + WORDS);
      gap = slot;
    }
    slots.fill(0, gap, gap + WORDS);
  }

  #grow(): void {
    const old = this.#slots;
    this.#slots = slotsFor(this.#size * 2);
    this.#size = 0;
    for (let at = 0; at < old.length; at += WORDS) if (old[at] !== 0) this.#add(old, at);
  }
}

/** Where the key is, or the free slot where it belongs. A slot is free when its first word is 0: no key begins with 0. */
function placeOf(slots: Uint32Array, words: Uint32Array, at: number): number {
  const mask = slots.length - 1;
  const first = words[at];
  for (let slot = homeOf(words, at, mask); ; slot = (slot + WORDS) & mask) {
    const found = slots[slot];
    if (found === 0) return slot;
    if (
      found === first &&
      slots[slot + 1] === words[at + 1] &&
      slots[slot + 2] === words[at + 2] &&
      slots[slot + 3] === words[at + 3]
    )
      return slot;
  }
}

/** Mixes all words: most ids are random, but some sources count, and would otherwise share a home. */
function homeOf(words: Uint32Array, at: number, mask: number): number {
  const folded = (words[at] ?? 0) ^ (words[at + 1] ?? 0) ^ (words[at + 2] ?? 0) ^ (words[at + 3] ?? 0);
  const mixed = Math.imul(folded, 0x9e3779b1);
  return ((mixed ^ (mixed >>> 16)) << 2) & mask;
}

/** Slots with room for `expected` keys and as many again, a power of two. */
const slotsFor = (expected: number): Uint32Array =>
  new Uint32Array(WORDS * Math.max(SMALLEST, 2 ** Math.ceil(Math.log2(expected * 2 + 2))));

/**
 * The same keys, those whose homes are near each other together. A million keys
 * in random order miss the processor's caches a million times; sorted into parts
 * of the table that fit a cache they are put in three times as fast.
 */
function byNeighbourhood(words: Uint32Array, slots: number): Uint32Array {
  const mask = slots - 1;
  const width = Math.max(SMALLEST * WORDS, slots / PARTS);
  const next = new Uint32Array(PARTS + 1);
  const partOf = (at: number): number => Math.floor(homeOf(words, at, mask) / width);
  for (let at = 0; at < words.length; at += WORDS) {
    const part = partOf(at) + 1;
    next[part] = (next[part] ?? 0) + WORDS;
  }
  for (let part = 1; part <= PARTS; part += 1) next[part] = (next[part] ?? 0) + (next[part - 1] ?? 0);
  const sorted = new Uint32Array(words.length);
  for (let at = 0; at < words.length; at += WORDS) {
    const part = partOf(at);
    const to = next[part] ?? 0;
    for (let word = 0; word < WORDS; word += 1) sorted[to + word] = words[at + word] ?? 0;
    next[part] = to + WORDS;
  }
  return sorted;
}

function wordsOf(keys: Uint8Array): Uint32Array {
  const aligned = keys.byteOffset % 4 === 0 ? keys : keys.slice();
  return new Uint32Array(aligned.buffer, aligned.byteOffset, aligned.length / 4);
}
