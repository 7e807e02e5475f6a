import { createServer, type RequestListener, type Server } from "node:http";

export interface HttpServer {
  /** Where a browser finds it, such as `http://127.0.0.1:1522`. */
  readonly url: string;
  readonly port: number;
  /**
   * Takes no more connections and resolves when all are gone. Streams must be ended
   * by their owner; whatever is still open after 2 s is cut.
   */
  close(): Promise<void>;
}

/** A client that dawdles over its headers or its body is let go; an answer that streams may take for ever. */
const HEADERS_TIMEOUT_MS = 10_000;
const REQUEST_TIMEOUT_MS = 30_000;
const DRAIN_MS = 2_000;

/** Rejects when the address cannot be had. */
export async function listen(options: {
  readonly app: RequestListener;
  readonly host: string;
  readonly port: number;
}): Promise<HttpServer> {
  const { app, host } = options;
  const server = createServer(
    {
      headersTimeout: HEADERS_TIMEOUT_MS,
      requestTimeout: REQUEST_TIMEOUT_MS,
      connectionsCheckingInterval: 5_000,
    },
    app,
  );
  await new Promise<void>((resolve, reject) => {
    server.once("error", reject);
    server.listen(options.port, host, () => {
      server.off("error", reject);
      resolve();
    });
  });
  const port = portOf(server);
  return {
    url: `http://${host.includes(":") ? `[${host}]` : host}:${port}`,
    port,
    close: () => closeServer(server),
  };
}

async function closeServer(server: Server): Promise<void> {
  const cut = setTimeout(() => server.closeAllConnections(), DRAIN_MS);
  await new Promise<void>((resolve) => {
    server.close(() => resolve());
    server.closeIdleConnections();
  });
  clearTimeout(cut);
}

function portOf(server: Server): number {
  const address = server.address();
  if (address === null || typeof address === "string") throw new Error("the server listens on no port");
  return address.port;
}
