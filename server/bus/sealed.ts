/**
 * What nodes tell each other and nobody else may read. On its way from one to another: both sides
 * make a key pair for this one time (X25519), and what is sealed can only be read by who has one of
 * them and a word that all nodes know. Where it is to lie for a while: by that word alone.
 */
import { createPublicKey, diffieHellman, generateKeyPairSync, hkdfSync, type KeyObject } from "node:crypto";

import { decrypt, encrypt, KEY_BYTES } from "./cipher.ts";

const LABEL = "vedetta exchange 1";
const KEPT_LABEL = "vedetta kept 1";

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
export const seal = (text: string, own: OneTimePair, toPublicKey: string, word: string): string =>
  encrypt(text, sharedKey(own.privateKey, toPublicKey, word));

/** `null`: it was not sealed for us, or by somebody who does not know the word. */
export function unseal(sealed: string, own: OneTimePair, fromPublicKey: string, word: string): string | null {
  try {
    return decrypt(sealed, sharedKey(own.privateKey, fromPublicKey, word));
  } catch {
    return null;
  }
}

/** Seals what lies on the bus until another node reads it. */
export interface KeptSeal {
  /** `place`: the field it lies in. */
  seal(text: string, place: string): string;
  /** `null`: nobody who knows the word sealed it for this place. */
  unseal(sealed: string, place: string): string | null;
}

export function keptSealOf(word: string): KeptSeal {
  const key = Buffer.from(hkdfSync("sha256", word, "", KEPT_LABEL, KEY_BYTES));
  return {
    seal: (text, place) => encrypt(text, key, place),
    unseal: (sealed, place) => decrypt(sealed, key, place),
  };
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
