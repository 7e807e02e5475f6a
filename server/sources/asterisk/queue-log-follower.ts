/**
 * Reads queue_log as it grows: by inode, so that a rotated file is read to its
 * end first, and from a bookmark, so that what was written while nobody read is
 * made good. Only whole lines are taken; a partial last line waits.
 */
import { type FileHandle, open, readdir, stat } from "node:fs/promises";
import { basename, dirname, join } from "node:path";

import { type Bookmarks, JournalUnavailable, type Logger } from "#engine/ports.ts";

const CHUNK_BYTES = 64 * 1_024;
/** Asterisk writes rows of some hundred bytes; a longer one is no row. */
const MAX_LINE_BYTES = 8 * 1_024;
const LINE_FEED = 0x0a;

export interface QueueLogFollowerOptions {
  readonly path: string;
  readonly bookmarks: Bookmarks;
  readonly bookmark: string;
  readonly logger: Logger;
  readonly onLine: (line: string) => void;
  /** Resolves when what the lines so far have led to is committed; only then the bookmark moves. */
  readonly committed: () => Promise<void>;
}

interface Place {
  readonly inode: number;
  readonly offset: number;
}

export class QueueLogFollower {
  readonly #options: QueueLogFollowerOptions;
  #file: FileHandle | null = null;
  #inode = 0;
  /** Where the first byte not taken yet stands. */
  #offset = 0;
  #reading: Promise<void> | null = null;
  #closed = false;
  #unreadable = false;
  #saved = "";

  constructor(options: QueueLogFollowerOptions) {
    this.#options = options;
  }

  /** Takes all that is there now. A file that cannot be read is said once, and tried again with the next call. */
  async poll(): Promise<void> {
    if (this.#closed) return;
    this.#reading ??= this.#readAll().finally(() => {
      this.#reading = null;
    });
    return this.#reading;
  }

  async close(): Promise<void> {
    this.#closed = true;
    await this.#reading;
    await this.#file?.close();
    this.#file = null;
  }

  async #readAll(): Promise<void> {
    try {
      await this.#readFiles();
      this.#unreadable = false;
    } catch (error) {
      const code = error instanceof Error && "code" in error ? error.code : "unknown";
      if (!this.#unreadable) this.#options.logger.warn({ code }, "queue_log cannot be read");
      this.#unreadable = true;
    }
    void this.#save();
  }

  async #readFiles(): Promise<void> {
    if (this.#file === null) await this.#openFirst();
    for (;;) {
      await this.#drain();
      const { ino, size } = await stat(this.#options.path);
      if (ino === this.#inode && size >= this.#offset) return;
      // Rotated, or emptied in place. What was written between the last read and the rename is read too.
      if (ino !== this.#inode) await this.#drain();
      await this.#openAt(this.#options.path, 0);
    }
  }

  /** At the bookmark, in whatever file of the folder it stands; without one at the beginning. */
  async #openFirst(): Promise<void> {
    const { path, bookmarks, bookmark, logger } = this.#options;
    const place = decodePlace(bookmarks.read(bookmark));
    const present = await stat(path);
    if (place === null) return this.#openAt(path, 0);
    if (place.inode === present.ino)
      return this.#openAt(path, place.offset <= present.size ? place.offset : 0);
    const rotated = await findByInode(path, place.inode);
    if (rotated !== null) return this.#openAt(rotated, place.offset);
    logger.warn({}, "the queue_log read last is gone: rows may have been missed");
    return this.#openAt(path, 0);
  }

  async #openAt(path: string, offset: number): Promise<void> {
    await this.#file?.close();
    this.#file = await open(path, "r");
    this.#inode = (await this.#file.stat()).ino;
    this.#offset = offset;
  }

  /** Reads to the end of the open file. */
  async #drain(): Promise<void> {
    const chunk = Buffer.allocUnsafe(CHUNK_BYTES);
    while (!this.#closed) {
      const { bytesRead = 0 } = (await this.#file?.read(chunk, 0, CHUNK_BYTES, this.#offset)) ?? {};
      const taken = this.#takeLines(chunk.subarray(0, bytesRead));
      this.#offset += taken;
      if (taken === 0) return;
    }
  }

  /** Answers how many bytes are done with: whole lines, or one that is too long to be a row. */
  #takeLines(bytes: Buffer): number {
    let from = 0;
    for (let end = bytes.indexOf(LINE_FEED); end !== -1; end = bytes.indexOf(LINE_FEED, from)) {
      if (end - from <= MAX_LINE_BYTES) this.#options.onLine(bytes.toString("utf8", from, end));
      from = end + 1;
    }
    return from === 0 && bytes.length > MAX_LINE_BYTES ? bytes.length : from;
  }

  async #save(): Promise<void> {
    const place = JSON.stringify({ inode: this.#inode, offset: this.#offset } satisfies Place);
    if (this.#file === null || place === this.#saved) return;
    this.#saved = place;
    await this.#options.committed();
    if (this.#saved !== place) return;
    try {
      this.#options.bookmarks.write(this.#options.bookmark, place);
    } catch (error) {
      if (!(error instanceof JournalUnavailable)) throw error;
      this.#saved = "";
    }
  }
}

function decodePlace(text: string | null): Place | null {
  const match = /^\{"inode":(\d{1,20}),"offset":(\d{1,15})\}$/.exec(text ?? "");
  return match === null ? null : { inode: Number(match[1]), offset: Number(match[2]) };
}

async function findByInode(path: string, inode: number): Promise<string | null> {
  const folder = dirname(path);
  for (const name of await readdir(folder)) {
    if (!name.startsWith(basename(path))) continue;
    const candidate = join(folder, name);
    if ((await stat(candidate)).ino === inode) return candidate;
  }
  return null;
}
