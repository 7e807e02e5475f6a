import http from "node:http";

import { listen } from "../listen.ts";

/** The receiver takes so long at most, so that a kill falls between its answer and the note of it. */
const LONGEST_ANSWER_MS = 6;

/** What a receiver of signed webhooks has got, by `webhook-id`. */
export interface CountingReceiver extends Disposable {
  readonly port: number;
  /** The body of each message, in the order in which they came first. */
  readonly bodies: ReadonlyMap<string, string>;
  /** Copies of messages, by the life of the sender in which they came. */
  readonly copies: readonly number[];
  /** Copies that were not like the first. */
  readonly different: number;
  /** The sender has begun its next life. */
  nextLife(): void;
}

/** A receiver that takes everything and counts what comes twice. `random` gives numbers from 0 to 1. */
export async function countingReceiver(random: () => number): Promise<CountingReceiver> {
  const bodies = new Map<string, string>();
  const copies = [0];
  let different = 0;
  const server = http.createServer((request, response) => {
    const id = String(request.headers["webhook-id"]);
    const chunks: Buffer[] = [];
    request.on("data", (chunk: Buffer) => chunks.push(chunk));
    request.on("end", () => {
      const body = Buffer.concat(chunks).toString("utf8");
      const known = bodies.get(id);
      if (known === undefined) bodies.set(id, body);
      else {
        copies.push((copies.pop() ?? 0) + 1);
        if (known !== body) different += 1;
      }
      setTimeout(() => response.writeHead(204).end(), random() * LONGEST_ANSWER_MS);
    });
  });
  const port = await listen(server);
  return {
    port,
    bodies,
    copies,
    get different() {
      return different;
    },
    nextLife: () => void copies.push(0),
    [Symbol.dispose]() {
      server.closeAllConnections();
      server.close();
    },
  };
}
