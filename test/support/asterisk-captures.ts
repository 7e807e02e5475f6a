/**
 * Recorded sessions of a real PBX, from `test/fixtures/asterisk`. All numbers in
 * them are invented.
 */
import { existsSync, readFileSync, readdirSync } from "node:fs";
import { gunzipSync } from "node:zlib";

const FOLDER = new URL("../fixtures/asterisk/", import.meta.url);

/** The bytes of one capture, for example `capture("restart-now.raw.txt")`; stored plain or gzipped. */
export function capture(name: string): Buffer {
  const plain = new URL(name, FOLDER);
  if (existsSync(plain)) return readFileSync(plain);
  return gunzipSync(readFileSync(new URL(`${name}.gz`, FOLDER)));
}

/** Names of all captures of the manager interface, as `capture` takes them. */
export function rawCaptureNames(): readonly string[] {
  return readdirSync(FOLDER)
    .map((file) => file.replace(/\.gz$/, ""))
    .filter((name) => name.endsWith(".raw.txt"));
}
