/**
 * Stands between a client (a browser, a node) and a server and fails the way networks and proxies
 * do: late, without a word, with a refusal, or with the 503 of a proxy whose server is
 * being restarted.
 */
import { once } from "node:events";
import { connect, createServer, type Server, type Socket } from "node:net";
import { Transform } from "node:stream";
import { setTimeout as sleep } from "node:timers/promises";

import { freePort } from "../../scripts/free-port.ts";

const SERVICE_UNAVAILABLE =
  "HTTP/1.1 503 Service Unavailable\r\nContent-Length: 0\r\nConnection: close\r\n\r\n";

/**
 * `passing`: everything goes through. `black-hole`: every connection stays open and
 * nothing more ever goes through it. `refusing`: nobody listens. `unavailable`: the
 * proxy itself answers 503 and closes. `dropping-replies`: what clients say arrives, and no answer comes
 * back. `resetting`: every connection is reset as soon as it says a word. All but the first two cut what was open,
 * and so does `passing` after `dropping-replies`, whose streams have holes.
 */
export type Conduct =
  | "passing"
  | "black-hole"
  | "refusing"
  | "unavailable"
  | "dropping-replies"
  | "resetting";

export interface TcpProxy {
  readonly url: string;
  /** Connections of clients that are open at present, dead ones included. */
  readonly open: number;
  /** Requests answered with 503 so far. */
  readonly refused: number;
  readonly port: number;
  /** What happens from now on. A connection that fell into a black hole never gets out again. */
  behave(conduct: Conduct): Promise<void>;
  /** Everything that passes takes so long, each way. */
  delay(milliseconds: number): void;
  /** New connections lead to this server from now on, and what was open is cut. */
  moveTo(targetUrl: string): void;
  close(): Promise<void>;
}

export async function startTcpProxy(targetUrl: string): Promise<TcpProxy> {
  let target = new URL(targetUrl);
  let delayMs = 0;
  const clients = new Map<Socket, Socket | null>();
  let conduct: Conduct = "passing";
  let refused = 0;

  const server = createServer((client) => {
    clients.set(client, null);
    client.on("error", () => undefined).once("close", () => clients.delete(client));
    if (conduct === "black-hole") client.pause();
    else if (conduct === "unavailable") client.once("data", () => turnAway(client));
    else if (conduct === "resetting") client.once("data", () => client.resetAndDestroy());
    else clients.set(client, join(client, connect({ host: target.hostname, port: Number(target.port) })));
  });

  /** Bytes and ends go both ways; when one side is gone, so is the other. */
  const join = (client: Socket, upstream: Socket): Socket => {
    client
      .pipe(late(() => delayMs))
      .pipe(upstream)
      .on("error", () => undefined);
    if (conduct === "dropping-replies") upstream.resume();
    else upstream.pipe(late(() => delayMs)).pipe(client);
    upstream.once("close", () => client.destroy());
    client.once("close", () => upstream.destroy());
    return upstream;
  };

  /** Answers that are under way are gone too. */
  const dropReplies = (): void => {
    for (const upstream of clients.values()) upstream?.unpipe().resume();
  };

  const turnAway = (client: Socket): void => {
    refused += 1;
    client.end(SERVICE_UNAVAILABLE);
  };

  /** Neither side is read any more and neither is closed: no byte and no end gets across. */
  const swallow = (): void => {
    for (const [client, upstream] of clients) {
      client.unpipe().pause();
      upstream?.unpipe().pause().removeAllListeners("close");
    }
  };

  const cut = (): void => {
    for (const client of clients.keys()) client.destroy();
  };

  const port = await freePort();
  await listenOn(server, port);
  return {
    url: `http://127.0.0.1:${port}`,
    port,
    get open() {
      return clients.size;
    },
    get refused() {
      return refused;
    },
    async behave(next) {
      const hadHoles = conduct === "dropping-replies";
      conduct = next;
      if (next === "black-hole") swallow();
      if (next === "dropping-replies") dropReplies();
      if (next === "refusing" || next === "unavailable" || hadHoles) cut();
      if (next === "resetting") for (const client of clients.keys()) client.resetAndDestroy();
      if (next === "refusing") await stopListening(server);
      else if (!server.listening) await listenOn(server, port);
    },
    delay(milliseconds) {
      delayMs = milliseconds;
    },
    moveTo(nextUrl) {
      target = new URL(nextUrl);
      cut();
    },
    async close() {
      cut();
      if (server.listening) await stopListening(server);
    },
  };
}

/** Hands on what it gets, each piece so late, and in order whatever the delay becomes meanwhile. */
function late(delayMs: () => number): Transform {
  let before: Promise<void> = Promise.resolve();
  let underWay = 0;
  const inTurn = (task: () => void): void => {
    const dueAt = performance.now() + delayMs();
    underWay += 1;
    before = inOrder(before, dueAt, () => {
      underWay -= 1;
      task();
    });
  };
  return new Transform({
    transform(chunk: Buffer, _encoding, done) {
      if (delayMs() === 0 && underWay === 0) return done(null, chunk);
      inTurn(() => this.push(chunk));
      done();
    },
    flush: (done) => inTurn(done),
  });
}

async function inOrder(before: Promise<void>, dueAt: number, task: () => void): Promise<void> {
  await before;
  await sleep(Math.max(0, dueAt - performance.now()));
  task();
}

async function listenOn(server: Server, port: number): Promise<void> {
  server.listen(port, "127.0.0.1");
  await once(server, "listening");
}

async function stopListening(server: Server): Promise<void> {
  const closed = once(server, "close");
  server.close();
  await closed;
}
