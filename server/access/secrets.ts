import { createHmac, hash, randomBytes, randomInt } from "node:crypto";

/** 256 random bits: the value of a cookie. */
export const newSecret = (): string => randomBytes(32).toString("base64url");

/** What `newSecret` makes; anything else is not looked up. */
export const isSecret = (text: string): boolean => /^[\w-]{43}$/.test(text);

/** How a secret of 256 random bits is stored: it needs no slow hash, and is looked up by it. */
export const secretHash = (secret: string): Uint8Array => hash("sha256", secret, "buffer");

/** What the secret after the present one is made of; opens nothing by itself. */
export const newSeed = (): Uint8Array => randomBytes(32);

/** The secret that follows one. Nobody who has only the one or only the seed can make it. */
export const nextSecret = (secret: string, seed: Uint8Array): string =>
  createHmac("sha256", secret).update(seed).digest("base64url");

/** Names a row to people and programs; opens nothing. */
export const newId = (): string => randomBytes(9).toString("base64url");

/**
 * Consonants alone, as RFC 8628 6.1 advises: no letter is taken for another or for a digit, and
 * no word comes of them.
 */
const CODE_LETTERS = "BCDFGHJKLMNPQRSTVWXZ";

export const newCode = (letters: number): string =>
  Array.from({ length: letters }, () => CODE_LETTERS[randomInt(CODE_LETTERS.length)]).join("");

/** As it was typed: in small letters, with spaces, with a dash. */
export const plainCode = (typed: string): string => typed.toUpperCase().replaceAll(/[\s-]/g, "");

/** In groups of four, as people read it. */
export const groupedCode = (code: string): string => code.match(/.{1,4}/g)?.join("-") ?? "";
