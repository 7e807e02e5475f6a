import { createServer, type RequestListener, type Server } from "node:http";
import { createServer as createTlsServer, Server as TlsServer } from "node:https";

import type { Clock, Logger } from "#engine/ports.ts";

import { followCertificate, readPair, type TlsFiles, TLS_VERSION } from "./certificate.ts";

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
const TIME_OUTS = {
  headersTimeout: HEADERS_TIMEOUT_MS,
  requestTimeout: REQUEST_TIMEOUT_MS,
  connectionsCheckingInterval: 5_000,
};
const DRAIN_MS = 2_000;

/** Rejects when the address cannot be had. */
export async function listen(options: {
  readonly app: RequestListener;
  readonly host: string;
  readonly port: number;
  /** Where TLS ends here. */
  readonly tls?: (TlsFiles & { readonly clock: Clock; readonly logger: Logger }) | undefined;
}): Promise<HttpServer> {
  const { app, host, tls } = options;
  const server =
    tls === undefined
      ? createServer(TIME_OUTS, app)
      : createTlsServer({ ...TIME_OUTS, ...TLS_VERSION, ...readPair(tls) }, app);
  const stopFollowing =
    tls !== undefined && server instanceof TlsServer ? followCertificate(server, tls, tls) : () => {};
  await new Promise<void>((resolve, reject) => {
    server.once("error", reject);
    server.listen(options.port, host, () => {
      server.off("error", reject);
      resolve();
    });
  });
  const port = portOf(server);
  return {
    url: `${tls === undefined ? "http" : "https"}://${host.includes(":") ? `[${host}]` : host}:${port}`,
    port,
    close() {
      stopFollowing();
      return closeServer(server);
    },
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
