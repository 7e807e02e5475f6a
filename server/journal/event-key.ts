import { hash } from "node:crypto";

import type { HelplineEvent, SourceId } from "#domain/contact-event.ts";

/** Bytes of one key. */
export const KEY_BYTES = 16;

const PSEUDONYM = /^[\da-f]{32}$/;

/**
 * Turns (source, id) of events into keys of 128 bits, so that ids can be compared
 * as four words. The id of a pseudonymised event is 128 random bits already and is
 * only combined with its source; any other id is hashed. An event that two nodes
 * clamped is there once for each of the two times. No key begins with a word
 * of zeros. Two different random ids share a key with a chance of 1 in 2^127.
 */
export class EventKeys {
  readonly #salts = new Map<SourceId, Uint32Array>();

  /** The keys of the events, one behind the other. */
  of(events: readonly HelplineEvent[]): Uint8Array {
    const keys = Buffer.alloc(events.length * KEY_BYTES);
    const words = new Uint32Array(keys.buffer, keys.byteOffset, keys.length / 4);
    let at = 0;
    for (const { source, id, at: time, clamped } of events) {
      if (clamped === "again") {
        keys.write(hash("sha256", `again ${source.length} ${source} ${id} ${time}`), at, KEY_BYTES, "hex");
      } else if (PSEUDONYM.test(id)) {
        keys.write(id, at, KEY_BYTES, "hex");
        const salt = this.#saltOf(source);
        for (let word = 0; word < 4; word += 1)
          words[at / 4 + word] = (words[at / 4 + word] ?? 0) ^ (salt[word] ?? 0);
      } else {
        keys.write(hash("sha256", `${source.length} ${source} ${id}`), at, KEY_BYTES, "hex");
      }
      if (words[at / 4] === 0) words[at / 4] = 1;
      at += KEY_BYTES;
    }
    return keys;
  }

  #saltOf(source: SourceId): Uint32Array {
    let salt = this.#salts.get(source);
    if (salt === undefined) {
      salt = new Uint32Array(Uint8Array.from(hash("sha256", source, "buffer")).buffer, 0, 4);
      this.#salts.set(source, salt);
    }
    return salt;
  }
}
