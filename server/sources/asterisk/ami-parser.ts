/**
 * Bytes of the manager interface -> messages. Chunks may be of any size and may
 * cut a line, a line end or a character: bytes are kept until a block is whole.
 *
 * A block ends with an empty line. The banner is one line without one. The
 * protocol has neither escaping nor folded lines. A block that is still open
 * when the connection ends is no message: nobody asks for it.
 */
import { KNOWN_KEYS } from "./ami-fields.ts";
import { type AmiField, type AmiMessage, amiMessage } from "./ami-message.ts";

/** The longest block seen on a PBX is 3 kB (a list of commands). */
export const MAX_BLOCK_BYTES = 64 * 1_024;

const BLOCK_END = Buffer.from("\r\n\r\n");
const LINE_END = "\r\n";
const COLON = 0x3a;
const SPACE = 0x20;
const MAX_BANNER_BYTES = 256;
const BANNER = /^Asterisk Call Manager\/([\w.]{1,20})/;

export interface AmiParserOptions {
  readonly onMessage: (message: AmiMessage) => void;
  /** The first line of a connection; `version` of the protocol, null when the peer is no manager interface. */
  readonly onBanner?: (version: string | null) => void;
  readonly maxBlockBytes?: number;
}

export class AmiParser {
  readonly #options: AmiParserOptions;
  readonly #limit: number;
  /** Grows to the limit at most; the first `#used` bytes are those of the open block. */
  #pending = Buffer.allocUnsafe(4_096);
  #used = 0;
  #greeted = false;
  /** True while the rest of a block that is too long goes by. */
  #skipping = false;
  #oversized = 0;

  constructor(options: AmiParserOptions) {
    this.#options = options;
    this.#limit = options.maxBlockBytes ?? MAX_BLOCK_BYTES;
    this.#greeted = options.onBanner === undefined;
  }

  /** How many blocks were dropped because they were longer than the limit. */
  get oversizedBlocks(): number {
    return this.#oversized;
  }

  feed(chunk: Buffer): void {
    for (let from = 0; from < chunk.length;) from += this.#take(chunk.subarray(from));
  }

  /** Copies what the limit leaves room for, and reads every block that is whole now. Answers how many bytes it took. */
  #take(chunk: Buffer): number {
    const taken = Math.min(chunk.length, this.#limit - this.#used);
    // An end may have begun in bytes that came before: up to three of its four.
    let searchFrom = Math.max(0, this.#used - (BLOCK_END.length - 1));
    this.#append(chunk.subarray(0, taken));
    if (!this.#greeted) searchFrom = this.#readBanner();

    const bytes = this.#pending.subarray(0, this.#used);
    let start = 0;
    for (;;) {
      const end = bytes.indexOf(BLOCK_END, Math.max(start, searchFrom));
      if (end < 0) break;
      if (this.#skipping) this.#skipping = false;
      else this.#readBlock(bytes.subarray(start, end));
      start = end + BLOCK_END.length;
    }
    this.#keepFrom(start);
    if (this.#used === this.#limit) this.#dropOpenBlock();
    return taken;
  }

  #append(bytes: Buffer): void {
    const needed = this.#used + bytes.length;
    if (needed > this.#pending.length) {
      const larger = Buffer.allocUnsafe(Math.min(this.#limit, Math.max(needed, this.#pending.length * 2)));
      this.#pending.copy(larger, 0, 0, this.#used);
      this.#pending = larger;
    }
    bytes.copy(this.#pending, this.#used);
    this.#used = needed;
  }

  #keepFrom(start: number): void {
    if (start === 0) return;
    this.#pending.copyWithin(0, start, this.#used);
    this.#used -= start;
  }

  /** Keeps the last bytes only: the end of the block may have begun in them. */
  #dropOpenBlock(): void {
    if (!this.#skipping) this.#oversized += 1;
    this.#skipping = true;
    this.#keepFrom(this.#used - (BLOCK_END.length - 1));
  }

  /** Answers from where to look for the end of a block: nowhere as long as the first line is not whole. */
  #readBanner(): number {
    const line = this.#pending.toString("latin1", 0, Math.min(this.#used, MAX_BANNER_BYTES));
    const end = line.indexOf(LINE_END);
    if (end < 0 && line.length < MAX_BANNER_BYTES) return this.#used;
    this.#greeted = true;
    if (end >= 0) this.#keepFrom(end + LINE_END.length);
    this.#options.onBanner?.(BANNER.exec(line)?.[1] ?? null);
    return 0;
  }

  #readBlock(block: Buffer): void {
    const message = messageOf(block);
    if (message !== null) this.#options.onMessage(message);
  }
}

/**
 * Null when the first line that has a key is neither an event nor a response:
 * extra empty lines, a banner alone. Each value is its own text, never a part of
 * the text of the block, which would keep the whole block in memory.
 */
function messageOf(block: Buffer): AmiMessage | null {
  let head: AmiField | undefined;
  const fields: AmiField[] = [];
  let colon = -1;
  for (let start = 0, end = 0; start < block.length; start = end + LINE_END.length) {
    const found = block.indexOf(LINE_END, start);
    end = found < 0 ? block.length : found;
    if (colon < start) colon = block.indexOf(COLON, start);
    if (colon < 0) break;
    if (colon === start || colon > end) continue;
    const key = block.toString("latin1", start, colon);
    if (head !== undefined && !KNOWN_KEYS.has(key)) continue;
    const field: AmiField = [key, block.toString("utf8", colon + (block[colon + 1] === SPACE ? 2 : 1), end)];
    if (head === undefined) head = field;
    else fields.push(field);
  }
  if (head === undefined) return null;
  if (head[0] === "Event") return amiMessage("event", head[1], fields);
  if (head[0] === "Response") return amiMessage("response", head[1], fields);
  return null;
}
