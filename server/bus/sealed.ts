/**
 * Short secrets between two nodes, over a channel on which others may listen: both sides make
 * a key pair for this one time (X25519), and AES-256-GCM seals with what only they can derive
 * from it and from a word that all nodes know.
 */
import {
  createCipheriv,
  createDecipheriv,
  createPublicKey,
  diffieHellman,
  generateKeyPairSync,
  hkdfSync,
  type KeyObject,
  randomBytes,
} from "node:crypto";

const CIPHER = "aes-256-gcm";
const KEY_BYTES = 32;
const NONCE_BYTES = 12;
const TAG_BYTES = 16;
const LABEL = "vedetta exchange 1";

/** For one answer, or the answers to one question. */
export interface OneTimePair {
  readonly publicKey: string;
  readonly privateKey: KeyObject;
}

export function newPair(): OneTimePair {
  const { publicKey, privateKey } = generateKeyPairSync("x25519");
  return { publicKey: publicKey.export({ type: "spki", format: "der" }).toString("base64"), privateKey };
}

/** What only the owner of `toPublicKey` can read, if it knows `word` too. Throws when that is no key. */
export function seal(text: string, own: OneTimePair, toPublicKey: string, word: string): string {
  const nonce = randomBytes(NONCE_BYTES);
  const cipher = createCipheriv(CIPHER, sharedKey(own.privateKey, toPublicKey, word), nonce);
  const body = Buffer.concat([cipher.update(text, "utf8"), cipher.final()]);
  return Buffer.concat([nonce, cipher.getAuthTag(), body]).toString("base64");
}

/** `null`: it was not sealed for us, or by somebody who does not know the word. */
export function unseal(sealed: string, own: OneTimePair, fromPublicKey: string, word: string): string | null {
  const bytes = Buffer.from(sealed, "base64");
  if (bytes.length < NONCE_BYTES + TAG_BYTES) return null;
  const [nonce, tag] = [bytes.subarray(0, NONCE_BYTES), bytes.subarray(NONCE_BYTES, NONCE_BYTES + TAG_BYTES)];
  try {
    const key = sharedKey(own.privateKey, fromPublicKey, word);
    const decipher = createDecipheriv(CIPHER, key, nonce, { authTagLength: TAG_BYTES }).setAuthTag(tag);
    return (
      decipher.update(bytes.subarray(NONCE_BYTES + TAG_BYTES), undefined, "utf8") + decipher.final("utf8")
    );
  } catch {
    return null;
  }
}

function sharedKey(privateKey: KeyObject, publicKeyText: string, word: string): Buffer {
  const publicKey = createPublicKey({
    key: Buffer.from(publicKeyText, "base64"),
    type: "spki",
    format: "der",
  });
  const secret = diffieHellman({ privateKey, publicKey });
  return Buffer.from(hkdfSync("sha256", secret, word, LABEL, KEY_BYTES));
}
