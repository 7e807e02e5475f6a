import { closeSync, createReadStream, fstatSync, openSync, readSync } from "node:fs";
import type { Readable } from "node:stream";
import { createGunzip } from "node:zlib";

const CHUNK_BYTES = 256 * 1_024;
const GZIP_MARK = [0x1f, 0x8b] as const;
const BYTE_ORDER_MARK = /^\uFEFF/;
const LINE_FEED = 0x0a;
/** Of UTF-8, for one unit of a string. */
const MAX_BYTES_OF_CHARACTER = 3;

/** A file of lines that can be opened. */
export interface TextFile {
  readonly path: string;
  /** As it lies on disk, compressed or not. */
  readonly bytes: number;
  readonly gzip: boolean;
}

/** Some lines that follow one another. */
export interface LineBatch {
  /** Without their ends; `null` for one that is too long. */
  readonly lines: readonly (string | null)[];
  /** The last line of the file, when its end is missing: it may be a part of one. */
  readonly isUnfinished: boolean;
  /** Read from disk so far. */
  readonly bytesRead: number;
}

/** Looks at a file, plain or gzip by its first bytes, whatever its name. Throws the error of the system, with its `code`. */
export function textFile(path: string): TextFile {
  const descriptor = openSync(path, "r");
  try {
    const status = fstatSync(descriptor);
    if (!status.isFile()) throw Object.assign(new Error("not a file"), { code: "EISDIR" });
    const start = Buffer.alloc(GZIP_MARK.length);
    readSync(descriptor, start, 0, start.length, 0);
    return { path, bytes: status.size, gzip: GZIP_MARK.every((byte, index) => start[index] === byte) };
  } finally {
    closeSync(descriptor);
  }
}

/**
 * The lines of a file, in batches, in memory that does not grow with the file. A line
 * of more than `longest` characters is not kept. Throws when the file cannot be read
 * to its end; a damaged gzip file has a `code` that begins with `Z_`.
 */
export async function* textLines(file: TextFile, longest: number): AsyncGenerator<LineBatch> {
  const raw = createReadStream(file.path, { highWaterMark: CHUNK_BYTES });
  try {
    let rest: Buffer = Buffer.alloc(0);
    let isTooLong = false;
    let isFirst = true;
    for await (const chunk of file.gzip ? unzipped(raw) : bytesOf(raw)) {
      const end = chunk.lastIndexOf(LINE_FEED);
      if (end !== -1) {
        const whole = Buffer.concat([rest, chunk.subarray(0, end)]).toString("utf8");
        const lines = whole.split("\n").map((line) => (line.length > longest ? null : withoutReturn(line)));
        if (isTooLong) lines[0] = null;
        else if (isFirst) lines[0] = lines[0]?.replace(BYTE_ORDER_MARK, "") ?? null;
        [isTooLong, isFirst] = [false, false];
        yield { lines, isUnfinished: false, bytesRead: raw.bytesRead };
      }
      rest = Buffer.concat([end === -1 ? rest : Buffer.alloc(0), chunk.subarray(end + 1)]);
      if (rest.length <= longest * MAX_BYTES_OF_CHARACTER) continue;
      isTooLong = true;
      rest = Buffer.alloc(0);
    }
    const line = rest.toString("utf8");
    if (isTooLong || line !== "")
      yield {
        lines: [isTooLong || line.length > longest ? null : withoutReturn(line)],
        isUnfinished: true,
        bytesRead: raw.bytesRead,
      };
  } finally {
    raw.destroy();
  }
}

async function* bytesOf(stream: Readable): AsyncGenerator<Buffer> {
  for await (const chunk of stream) if (Buffer.isBuffer(chunk)) yield chunk;
}

/** An error of the file ends it as well. */
function unzipped(raw: Readable): AsyncGenerator<Buffer> {
  const text = createGunzip({ chunkSize: CHUNK_BYTES });
  raw.on("error", (error) => text.destroy(error));
  return bytesOf(raw.pipe(text));
}

const withoutReturn = (line: string): string => (line.endsWith("\r") ? line.slice(0, -1) : line);
