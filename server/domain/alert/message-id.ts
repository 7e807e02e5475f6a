import type { Telling } from "./notification.ts";

/** FNV-1a of 128 bits, http://www.isthe.com/chongo/tech/comp/fnv/. Spreads names; it is no signature. */
const OFFSET = 0x6c62272e07bb014262b821756295c58dn;
const PRIME = 0x0000000001000000000000000000013bn;
const MASK = (1n << 128n) - 1n;

/**
 * The id of a message to a receiver, the same wherever and whenever it is made from the same
 * alerts: retries, another node that takes over and a restart repeat it, and a receiver that
 * remembers ids tells the copy. Each repetition of an alert has another.
 */
export function messageId(
  { cause, severity, alerts }: Pick<Telling, "severity" | "alerts"> & { readonly cause: string },
  receiver: string,
): string {
  const parts = alerts.map(
    ({ fingerprint, startsAt, repeats }) => `${fingerprint} ${startsAt ?? 0} ${repeats}`,
  );
  return `msg_${fnv([receiver, cause, severity, ...parts].join("\n"))}`;
}

function fnv(text: string): string {
  let hash = OFFSET;
  for (const character of new TextEncoder().encode(text)) hash = ((hash ^ BigInt(character)) * PRIME) & MASK;
  return hash.toString(16).padStart(32, "0");
}
