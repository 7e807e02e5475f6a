import { timingSafeEqual } from "node:crypto";

import { sha256Hex } from "#config/secret.ts";

/** The first of `candidates` whose stored hash is that of `secret`. Each is compared in constant time. */
export function findBySecret<T>(
  secret: string,
  candidates: readonly T[],
  hashOf: (candidate: T) => string,
): T | undefined {
  const given = Buffer.from(sha256Hex(secret));
  return candidates.find((candidate) => {
    const stored = Buffer.from(hashOf(candidate));
    return stored.length === given.length && timingSafeEqual(stored, given);
  });
}
