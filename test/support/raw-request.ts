/** Says anything at all to a server, also what an HTTP client would refuse to send. */
import { connect, type Socket } from "node:net";

export interface RawRequest {
  readonly socket: Socket;
  /** All that has come so far. */
  readonly received: () => string;
  /** Resolves once `text` has come. */
  readonly until: (text: string) => Promise<void>;
  readonly closed: Promise<void>;
}

export function rawRequest(port: number, lines: readonly string[]): RawRequest {
  const socket = connect(port, "127.0.0.1");
  const closed = Promise.withResolvers<void>();
  let received = "";
  socket.on("error", () => undefined);
  socket.on("data", (chunk: Buffer) => (received += chunk.toString("latin1")));
  socket.once("close", () => closed.resolve());
  socket.write(`${lines.join("\r\n")}\r\n\r\n`);
  return {
    socket,
    received: () => received,
    closed: closed.promise,
    async until(text) {
      while (!received.includes(text)) {
        if (socket.destroyed) throw new Error("the connection closed before");
        await new Promise<void>((resolve) => {
          socket.once("data", () => resolve()).once("close", () => resolve());
        });
      }
    },
  };
}
