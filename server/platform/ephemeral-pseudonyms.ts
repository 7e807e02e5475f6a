import { randomBytes } from "node:crypto";

import type { Pseudonyms } from "#engine/ports.ts";

import { KeyedHash } from "./keyed-hash.ts";

const KEY_BYTES = 32;

/**
 * Pseudonyms for the length of one run, whatever the day: the key is random and is
 * never stored, so nothing made with it can be linked to anything afterwards. Contacts
 * of history are counted and forgotten, and need no more.
 */
export function ephemeralPseudonyms(): Pseudonyms {
  const hash = new KeyedHash(randomBytes(KEY_BYTES));
  // The length in front makes it certain where the source ends and the id begins.
  const of = (source: string, nativeId: string): string => hash.of(`${source.length}:${source}${nativeId}`);
  return { contact: of, event: of };
}
