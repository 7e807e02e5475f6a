/**
 * Stands between a browser and a server and fails the way networks and proxies
 * do: without a word, with a refusal, or with the 503 of a proxy whose server is
 * being restarted.
 */
import { once } from "node:events";
import { connect, createServer, type Server, type Socket } from "node:net";

const SERVICE_UNAVAILABLE =
  "HTTP/1.1 503 Service Unavailable\r\nContent-Length: 0\r\nConnection: close\r\n\r\n";

/**
 * `passing`: everything goes through. `black-hole`: every connection stays open and
 * nothing more ever goes through it. `refusing`: nobody listens. `unavailable`: the
 * proxy itself answers 503 and closes. The last two cut what was open.
 */
export type Conduct = "passing" | "black-hole" | "refusing" | "unavailable";

export interface TcpProxy {
  readonly url: string;
  /** Connections of clients that are open at present, dead ones included. */
  readonly open: number;
  /** Requests answered with 503 so far. */
  readonly refused: number;
  /** What happens from now on. A connection that fell into a black hole never gets out again. */
  behave(conduct: Conduct): Promise<void>;
  close(): Promise<void>;
}

export async function startTcpProxy(targetUrl: string): Promise<TcpProxy> {
  const { hostname, port: targetPort } = new URL(targetUrl);
  const clients = new Map<Socket, Socket | null>();
  let conduct: Conduct = "passing";
  let refused = 0;

  const server = createServer((client) => {
    clients.set(client, null);
    client.on("error", () => undefined).once("close", () => clients.delete(client));
    if (conduct === "black-hole") client.pause();
    else if (conduct === "unavailable") client.once("data", () => turnAway(client));
    else clients.set(client, join(client, connect({ host: hostname, port: Number(targetPort) })));
  });

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

  const port = await listenOn(server, 0);
  return {
    url: `http://127.0.0.1:${port}`,
    get open() {
      return clients.size;
    },
    get refused() {
      return refused;
    },
    async behave(next) {
      conduct = next;
      if (next === "black-hole") swallow();
      if (next === "refusing" || next === "unavailable") cut();
      if (next === "refusing") await stopListening(server);
      else if (!server.listening) await listenOn(server, port);
    },
    async close() {
      cut();
      if (server.listening) await stopListening(server);
    },
  };
}

/** Bytes and ends go both ways; when one side is gone, so is the other. */
function join(client: Socket, upstream: Socket): Socket {
  client.pipe(upstream).on("error", () => undefined);
  upstream.pipe(client);
  upstream.once("close", () => client.destroy());
  client.once("close", () => upstream.destroy());
  return upstream;
}

async function listenOn(server: Server, port: number): Promise<number> {
  server.listen(port, "127.0.0.1");
  await once(server, "listening");
  const address = server.address();
  if (address === null || typeof address === "string") throw new Error("the proxy has no port");
  return address.port;
}

async function stopListening(server: Server): Promise<void> {
  const closed = once(server, "close");
  server.close();
  await closed;
}
