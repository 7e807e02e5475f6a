import { closeSync, existsSync, openSync, readFileSync, readSync } from "node:fs";

/** Larger regions than this are reserved and not in use. */
const MAX_REGION = 512 * 1024 * 1024;
const CHUNK = 8 * 1024 * 1024;

/** Whether the memory of processes can be read here: on Linux, of one's own children. */
export const canReadMemory = existsSync("/proc/self/mem");

/** Which of these bytes the process has anywhere in what it may write to. */
export function foundInMemory(pid: number, needles: readonly Uint8Array[]): readonly boolean[] {
  const found = needles.map(() => false);
  const overlap = Math.max(...needles.map(({ length }) => length)) - 1;
  const memory = openSync(`/proc/${pid}/mem`, "r");
  try {
    for (const line of readFileSync(`/proc/${pid}/maps`, "utf8").split("\n")) {
      const [, from = "", to = ""] = /^([0-9a-f]+)-([0-9a-f]+) rw/.exec(line) ?? [];
      const [begin, end] = [Number.parseInt(from, 16), Number.parseInt(to, 16)];
      if (!(end - begin <= MAX_REGION)) continue;
      for (let at = begin; at < end; at += CHUNK) {
        const bytes = readRegion(memory, at, Math.min(CHUNK + overlap, end - at));
        for (const [index, needle] of needles.entries()) if (bytes.includes(needle)) found[index] = true;
      }
    }
  } finally {
    closeSync(memory);
  }
  return found;
}

/** Empty where the region cannot be read or is gone by now. */
function readRegion(memory: number, position: number, length: number): Buffer {
  const bytes = Buffer.alloc(length);
  try {
    return bytes.subarray(0, readSync(memory, bytes, 0, length, position));
  } catch {
    return Buffer.alloc(0);
  }
}
