import assert from "node:assert/strict";
import { createHmac, randomBytes } from "node:crypto";
import { describe, it } from "node:test";

import fc from "fast-check";

import { KeyedHash } from "./keyed-hash.ts";

const hmac = (key: Uint8Array, message: string) =>
  createHmac("sha256", key).update(message).digest("hex").slice(0, 32);

describe("KeyedHash", () => {
  it("is HMAC-SHA256, cut to 128 bits, for any key and message", () => {
    fc.assert(
      fc.property(
        fc.uint8Array({ maxLength: 64 }),
        fc.array(fc.string({ unit: "binary", maxLength: 400 }), { minLength: 1, maxLength: 5 }),
        (key, messages) => {
          const hash = new KeyedHash(key);
          for (const message of messages) assert.equal(hash.of(message), hmac(key, message));
        },
      ),
      { numRuns: 500 },
    );
  });

  it("is the same for messages of every length around its buffer", () => {
    const key = randomBytes(32);
    const hash = new KeyedHash(key);
    for (const length of [0, 1, 55, 56, 63, 64, 255, 256, 257, 767, 768, 769, 5_000])
      for (const letter of ["a", "é", "本", "𝄞"])
        assert.equal(hash.of(letter.repeat(length)), hmac(key, letter.repeat(length)));
  });

  it("refuses a key that HMAC would have to hash first", () => {
    assert.throws(() => new KeyedHash(new Uint8Array(65)), RangeError);
  });

  it("does not know its key any more after it was destroyed", () => {
    const key = randomBytes(32);
    const hash = new KeyedHash(key);
    const before = hash.of("x");
    hash.destroy();
    assert.notEqual(hash.of("x"), before);
  });
});
