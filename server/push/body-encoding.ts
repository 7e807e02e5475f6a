/**
 * Turns text into the bytes that go to a socket: content coding (identity or
 * gzip) and HTTP/1.1 chunk framing, both done here because the same Buffer is
 * written to every wall.
 */
import { constants, deflateRawSync } from "node:zlib";

/** Only HTTP/1.0 readers get a body that is not chunked. */
export type BodyEncoding = "identity" | "identity-chunked" | "gzip" | "gzip-chunked";

export function bodyEncoding(choice: { readonly gzip: boolean; readonly chunked: boolean }): BodyEncoding {
  if (choice.gzip) return choice.chunked ? "gzip-chunked" : "gzip";
  return choice.chunked ? "identity-chunked" : "identity";
}

/** The bytes of `text` at any place of a body that began with `bodyStart`. `text` must not be empty. */
export function encodeBody(text: string, encoding: BodyEncoding): Buffer {
  switch (encoding) {
    case "identity":
      return Buffer.from(text);
    case "identity-chunked":
      return chunk(Buffer.from(text));
    case "gzip":
      return deflateShared(text);
    case "gzip-chunked":
      return chunk(deflateShared(text));
  }
}

/** What a body must begin with; `null`: nothing. */
export function bodyStart(encoding: BodyEncoding): Buffer | null {
  switch (encoding) {
    case "identity":
    case "identity-chunked":
      return null;
    case "gzip":
      return GZIP_HEADER;
    case "gzip-chunked":
      return chunk(GZIP_HEADER);
  }
}

/** RFC 1952: magic number, deflate, no flags, no time, no extra flags, unknown system. */
const GZIP_HEADER = Buffer.from([0x1f, 0x8b, 8, 0, 0, 0, 0, 0, 0, 255]);

/**
 * A piece of deflate stream that begins with an empty window and ends on a byte
 * border, so it fits behind any other such piece: a wall may join anywhere and
 * skip any frame, and all walls share the work of one. The stream has no last
 * block and no checksum; readers see its end as the end of the connection,
 * after which they come back in any case.
 */
function deflateShared(text: string): Buffer {
  return deflateRawSync(text, { finishFlush: constants.Z_SYNC_FLUSH });
}

/** RFC 9112, 7.1. An empty chunk would end the body: never pass empty `content`. */
function chunk(content: Buffer): Buffer {
  return Buffer.concat([Buffer.from(`${content.length.toString(16)}\r\n`), content, CRLF]);
}

const CRLF = Buffer.from("\r\n");
