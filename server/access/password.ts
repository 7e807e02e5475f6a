import { argon2, randomBytes, timingSafeEqual } from "node:crypto";
import { promisify } from "node:util";

const derive = promisify(argon2);

/** The first choice of OWASP's Password Storage Cheat Sheet for Argon2id: 19 MiB, two passes. */
const MEMORY_KIB = 19_456;
const PASSES = 2;
const PARALLELISM = 1;
const TAG_BYTES = 32;
const SALT_BYTES = 16;
/** Guesses are slow for whoever guesses; they must not fill the memory of a server that many guess at. */
const AT_ONCE = 2;
const MOST_WAITING = 20;

/** More passwords are to be looked at than there is time for. */
export class TooManyAtOnce extends Error {
  override readonly name = "TooManyAtOnce";
}

const MIN_LENGTH = 12;
const MAX_LENGTH = 256;
/** So that `aaaaaaaaaaaa` and `121212121212` are refused. */
const MIN_DIFFERENT = 5;

export type PasswordFault = "too-short" | "too-long" | "too-plain";

/** Length alone makes a password good; what is obvious is refused. `words`: of the account and its house. */
export function passwordFault(password: string, words: readonly string[]): PasswordFault | null {
  const letters = Array.from(password);
  if (letters.length < MIN_LENGTH) return "too-short";
  if (letters.length > MAX_LENGTH) return "too-long";
  const lower = password.toLowerCase();
  const rest = words.reduce(
    (text, word) => (word.length < 3 ? text : text.replaceAll(word.toLowerCase(), "")),
    lower,
  );
  const isRow = "abcdefghijklmnopqrstuvwxyz 01234567890123456789 qwertyuiopasdfghjklzxcvbnm".includes(lower);
  if (new Set(letters).size < MIN_DIFFERENT || rest.length < MIN_LENGTH / 2 || isRow) return "too-plain";
  return null;
}

/** In the format of PHC strings, with its own parameters and salt. */
export async function passwordHash(password: string): Promise<string> {
  const salt = randomBytes(SALT_BYTES);
  const tag = await tagOf(password, { salt, memory: MEMORY_KIB, passes: PASSES, parallelism: PARALLELISM });
  return `$argon2id$v=19$m=${MEMORY_KIB},t=${PASSES},p=${PARALLELISM}$${plain(salt)}$${plain(tag)}`;
}

/** Takes as long for an account without a password (`null`) as for one with, and for what is too long to be one. */
export async function isPassword(password: string, stored: string | null): Promise<boolean> {
  const match = /^\$argon2id\$v=19\$m=(\d+),t=(\d+),p=(\d+)\$([\w+/]+)\$([\w+/]+)$/.exec(stored ?? NOBODY);
  if (!match) return false;
  const [, memory, passes, parallelism, salt = "", tag = ""] = match;
  const expected = Buffer.from(tag, "base64");
  const given = await tagOf(password, {
    salt: Buffer.from(salt, "base64"),
    memory: Number(memory),
    passes: Number(passes),
    parallelism: Number(parallelism),
  });
  if (stored === null || Array.from(password).length > MAX_LENGTH) return false;
  return given.length === expected.length && timingSafeEqual(given, expected);
}

const NOBODY = `$argon2id$v=19$m=${MEMORY_KIB},t=${PASSES},p=${PARALLELISM}$${"A".repeat(22)}$${"A".repeat(43)}`;

interface Parameters {
  readonly salt: Buffer;
  readonly memory: number;
  readonly passes: number;
  readonly parallelism: number;
}

let running = 0;
const waiting: (() => void)[] = [];

async function tagOf(password: string, { salt, ...parameters }: Parameters): Promise<Buffer> {
  if (waiting.length >= MOST_WAITING) throw new TooManyAtOnce("too many passwords are looked at");
  if (running >= AT_ONCE) {
    const { promise, resolve } = Promise.withResolvers<void>();
    waiting.push(resolve);
    await promise;
  }
  running += 1;
  try {
    const message = Buffer.from(password.normalize("NFKC"));
    return await derive("argon2id", { message, nonce: salt, tagLength: TAG_BYTES, ...parameters });
  } finally {
    running -= 1;
    waiting.shift()?.();
  }
}

const plain = (bytes: Uint8Array): string => Buffer.from(bytes).toString("base64").replaceAll("=", "");
