/** AES-256-GCM over text: nonce, tag and body as base64. */
import { createCipheriv, createDecipheriv, randomBytes } from "node:crypto";

const CIPHER = "aes-256-gcm";
export const KEY_BYTES = 32;
const NONCE_BYTES = 12;
const TAG_BYTES = 16;

/** `place`: what it belongs to; put elsewhere it cannot be opened. */
export function encrypt(text: string, key: Uint8Array, place = ""): string {
  const nonce = randomBytes(NONCE_BYTES);
  const cipher = createCipheriv(CIPHER, key, nonce).setAAD(Buffer.from(place));
  const body = Buffer.concat([cipher.update(text, "utf8"), cipher.final()]);
  return Buffer.concat([nonce, cipher.getAuthTag(), body]).toString("base64");
}

/** `null`: it was encrypted with another key or for another place, or is something else. */
export function decrypt(encrypted: string, key: Uint8Array, place = ""): string | null {
  const bytes = Buffer.from(encrypted, "base64");
  if (bytes.length < NONCE_BYTES + TAG_BYTES) return null;
  const [nonce, tag] = [bytes.subarray(0, NONCE_BYTES), bytes.subarray(NONCE_BYTES, NONCE_BYTES + TAG_BYTES)];
  const decipher = createDecipheriv(CIPHER, key, nonce, { authTagLength: TAG_BYTES })
    .setAuthTag(tag)
    .setAAD(Buffer.from(place));
  try {
    const body = bytes.subarray(NONCE_BYTES + TAG_BYTES);
    return decipher.update(body, undefined, "utf8") + decipher.final("utf8");
  } catch {
    return null;
  }
}
