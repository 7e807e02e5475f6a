import { closeSync, openSync, readFileSync, renameSync, rmSync, writeSync } from "node:fs";
import path from "node:path";
import { crc32 } from "node:zlib";

import type { Checkpoint } from "#engine/ports.ts";

export const CHECKPOINT_FILE = "board.checkpoint";

/** Format 1. Another format is another text here, and an old file is then passed over. */
const MAGIC = Buffer.from("vedetta checkpt1");
const JOURNAL_AT = MAGIC.length;
const SEQ_AT = JOURNAL_AT + 16;
const CRC_AT = SEQ_AT + 8;
const HEADER_BYTES = CRC_AT + 4;

/**
 * The checkpoint in a file of its own, replaced as a whole by a rename: written
 * once, where a row of the database would be written twice. It only makes a start
 * faster, so it is not forced to disk; the checksum finds a file that a power cut
 * has left half written, and the start replays the journal instead.
 */
export class CheckpointFile {
  readonly #path: string;
  /** 16 bytes that name the journal: a checkpoint of another one is not ours. */
  readonly #journal: Uint8Array;

  constructor(directory: string, journal: Uint8Array) {
    this.#path = path.join(directory, CHECKPOINT_FILE);
    this.#journal = journal;
  }

  save({ upToSeq, bytes }: Checkpoint): void {
    const header = Buffer.alloc(HEADER_BYTES);
    MAGIC.copy(header);
    header.set(this.#journal, JOURNAL_AT);
    header.writeDoubleLE(upToSeq, SEQ_AT);
    header.writeUInt32LE(checksumOf(header, bytes), CRC_AT);
    const temporary = `${this.#path}.new`;
    const file = openSync(temporary, "w", 0o600);
    try {
      writeWhole(file, header);
      writeWhole(file, bytes);
    } finally {
      closeSync(file);
    }
    renameSync(temporary, this.#path);
  }

  remove(): void {
    rmSync(this.#path, { force: true });
  }

  /** Null when there is none, or none that can be trusted. */
  load(): Checkpoint | null {
    let file: Buffer;
    try {
      file = readFileSync(this.#path);
    } catch {
      return null;
    }
    if (file.length < HEADER_BYTES || !file.subarray(0, JOURNAL_AT).equals(MAGIC)) return null;
    if (!file.subarray(JOURNAL_AT, SEQ_AT).equals(this.#journal)) return null;
    const bytes = file.subarray(HEADER_BYTES);
    if (file.readUInt32LE(CRC_AT) !== checksumOf(file, bytes)) return null;
    return { upToSeq: file.readDoubleLE(SEQ_AT), bytes };
  }
}

const checksumOf = (header: Buffer, bytes: Uint8Array): number =>
  crc32(bytes, crc32(header.subarray(0, CRC_AT)));

function writeWhole(file: number, bytes: Uint8Array): void {
  for (let done = 0; done < bytes.length;) done += writeSync(file, bytes, done);
}
