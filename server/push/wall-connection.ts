import type { ServerResponse } from "node:http";
import type { Socket } from "node:net";

import { Connection, createSession } from "better-sse";
import type { Request as HttpRequest } from "express";

import { type BodyEncoding, bodyEncoding, bodyStart, encodeBody } from "./body-encoding.ts";

/** What remains of a session after its set-up. */
export interface OpenedWall {
  readonly socket: Socket;
  readonly encoding: BodyEncoding;
}

export interface WallOpening {
  readonly req: HttpRequest;
  readonly res: ServerResponse;
  /** Of `res`. */
  readonly socket: Socket;
  readonly retryMs: number;
}

/**
 * Opens an event stream: better-sse sends head and preamble (`retry`, padding
 * for readers that ask for it), `WallConnection` puts both on the socket in the
 * encoding of all later frames. The session is let go afterwards; nothing
 * refers to it any more. `null`: the client has left meanwhile.
 */
export async function openWall(opening: WallOpening): Promise<OpenedWall | null> {
  const { res, socket, retryMs } = opening;
  const connection = new WallConnection(opening);
  // The client's last id is not asked for: state is sent, not history. The heartbeat keeps the link alive.
  await createSession(connection, { retry: retryMs, keepAlive: null, trustClientEventId: false });
  return hasLeft(res) ? null : { socket, encoding: connection.encoding };
}

/** better-sse never notices a client that left before the session began: ask before and after. */
export const hasLeft = (res: ServerResponse): boolean =>
  res.closed || res.destroyed || res.req.socket.destroyed;

/** better-sse's view of a response whose body we write ourselves. */
class WallConnection extends Connection {
  readonly url: URL;
  readonly request: Request;
  readonly response: Response;
  encoding: BodyEncoding = "identity";
  readonly #res: ServerResponse;
  readonly #socket: Socket;
  readonly #gzip: boolean;

  constructor({ req, res, socket }: WallOpening) {
    super();
    // Only the query is read. Host and path stay out of it: odd ones are no URL and would throw.
    this.url = URL.parse(req.url, NO_HOST) ?? new URL(NO_HOST);
    this.request = new Request(NO_HOST);
    this.#gzip = req.acceptsEncodings("gzip", "identity") === "gzip";
    this.response = this.#gzip ? GZIP_HEAD : IDENTITY_HEAD;
    this.#res = res;
    this.#socket = socket;
  }

  /** Headers set on the response before (security headers) are sent too, except where ours say otherwise. */
  override sendHead(): void {
    this.#res.writeHead(this.response.status, Object.fromEntries(this.response.headers));
    this.#res.flushHeaders();
    this.encoding = bodyEncoding({ gzip: this.#gzip, chunked: this.#res.chunkedEncoding });
    const start = bodyStart(this.encoding);
    if (start !== null) this.#write(start);
  }

  override sendChunk(text: string): void {
    if (text !== "") this.#write(encodeBody(text, this.encoding));
  }

  override cleanup(): void {}

  #write(bytes: Buffer): void {
    if (this.#socket.writable) this.#socket.write(bytes);
  }
}

const NO_HOST = "http://wall.invalid";

/** Shared by all connections, which only read them. */
const IDENTITY_HEAD = head({});
const GZIP_HEAD = head({ "Content-Encoding": "gzip" });

function head(extra: Record<string, string>): Response {
  const response = new Response(null, { headers: Connection.constants.RESPONSE_HEADERS });
  Connection.applyHeaders(
    {
      "Content-Type": "text/event-stream; charset=utf-8",
      Vary: "Accept-Encoding",
      // Left to Node, which knows that HTTP/1.0 has to close.
      Connection: undefined,
      ...extra,
    },
    response.headers,
  );
  return response;
}
