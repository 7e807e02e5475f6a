/**
 * A reverse proxy for trying nodes out on one machine: each request goes to the first node that is
 * ready, streams included, and to another one when that is gone. It stands for the proxy of a
 * house, which does the same with TLS and HTTP/2.
 */
import { once } from "node:events";
import http, { type IncomingMessage, type ServerResponse } from "node:http";

import { portTaken } from "./claim.ts";

const LOOK_EVERY_MS = 500;

export interface Proxy {
  readonly url: string;
  close(): Promise<void>;
}

export async function startProxy(port: number, nodes: () => readonly string[]): Promise<Proxy> {
  let ready: readonly string[] = [];
  const look = async (): Promise<void> => {
    const answers = await Promise.all(nodes().map(async (url) => ((await isReady(url)) ? [url] : [])));
    ready = answers.flat();
  };
  await look();
  const timer = setInterval(() => void look(), LOOK_EVERY_MS);

  const server = http.createServer((request, response) => {
    const [target] = ready;
    if (target === undefined) return void response.writeHead(502).end();
    forward(request, response, new URL(request.url ?? "/", target));
  });
  try {
    await once(server.listen(port, "127.0.0.1"), "listening");
  } catch (error) {
    clearInterval(timer);
    throw portTaken(port, error);
  }
  const address = server.address();
  if (address === null || typeof address === "string") throw new Error("the proxy has no port");
  return {
    url: `http://127.0.0.1:${address.port}`,
    async close() {
      clearInterval(timer);
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

/** A stream is passed on byte by byte; one that breaks is broken for the client too, which comes back by itself. */
function forward(request: IncomingMessage, response: ServerResponse, target: URL): void {
  const { method, headers } = request;
  const upstream = http.request(target, { method, headers: { ...headers, host: target.host } }, (answer) => {
    response.writeHead(answer.statusCode ?? 502, answer.headers);
    answer.pipe(response);
    answer.on("error", () => response.destroy());
  });
  upstream.on("error", () => (response.headersSent ? response.destroy() : response.writeHead(502).end()));
  response.on("close", () => upstream.destroy());
  request.pipe(upstream);
}

async function isReady(url: string): Promise<boolean> {
  try {
    return (await fetch(`${url}/readyz`, { signal: AbortSignal.timeout(LOOK_EVERY_MS) })).ok;
  } catch {
    return false;
  }
}
