import { createHmac, randomBytes, timingSafeEqual } from "node:crypto";

import type { EpochMs } from "#domain/time.ts";

/** RFC 6238 with what every authenticator knows: SHA-1, six digits, 30 s. */
const STEP_MS = 30_000;
const DIGITS = 6;
const SECRET_BYTES = 20;
/** Clocks of telephones are off by seconds, and people type slowly: one step before and after counts too. */
const STEPS_AROUND = [0, -1, 1] as const;
const BASE32 = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";

export const newTotpSecret = (): Buffer => randomBytes(SECRET_BYTES);

/** HOTP of RFC 4226 for a step of time. */
export function totpAt(secret: Uint8Array, step: number, digits = DIGITS): string {
  const counter = Buffer.alloc(8);
  counter.writeBigUInt64BE(BigInt(step));
  const mac = createHmac("sha1", secret).update(counter).digest();
  const offset = (mac.at(-1) ?? 0) & 0x0f;
  const number = mac.readUInt32BE(offset) & 0x7fff_ffff;
  return String(number % 10 ** digits).padStart(digits, "0");
}

/** The step whose code this is, later than `lastStep`: no code works twice. `null`: a wrong or used code. */
export function totpStep(
  secret: Uint8Array,
  code: string,
  { now, lastStep }: { readonly now: EpochMs; readonly lastStep: number },
): number | null {
  const typed = Buffer.from(code.replaceAll(/\s/g, ""));
  if (typed.length !== DIGITS) return null;
  const current = Math.floor(now / STEP_MS);
  const step = STEPS_AROUND.map((around) => current + around).find(
    (one) => one > lastStep && timingSafeEqual(Buffer.from(totpAt(secret, one)), typed),
  );
  return step ?? null;
}

/** Base32 of RFC 4648 without padding, as authenticators take it by hand. */
export function base32(bytes: Uint8Array): string {
  const bits = [...bytes].map((byte) => byte.toString(2).padStart(8, "0")).join("");
  return (bits.match(/.{1,5}/g) ?? [])
    .map((five) => BASE32[Number.parseInt(five.padEnd(5, "0"), 2)])
    .join("");
}

/** The address that authenticators read from a QR code. */
export function totpAddress(secret: Uint8Array, account: string, issuer: string): string {
  const query = new URLSearchParams({ secret: base32(secret), issuer });
  return `otpauth://totp/${encodeURIComponent(issuer)}:${encodeURIComponent(account)}?${query.toString().replaceAll("+", "%20")}`;
}
