/** A receiver over a real socket that answers as a test wants, and keeps what it was sent. */
import { readFileSync } from "node:fs";
import http, { type IncomingHttpHeaders, type ServerResponse } from "node:http";
import https from "node:https";
import type { TestContext } from "node:test";

import { listen } from "../listen.ts";

export interface ReceivedRequest {
  readonly method: string;
  readonly path: string;
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
  /** When it had arrived whole, by the machine's clock. */
  readonly atMs: number;
}

export interface FakeReceiver {
  readonly port: number;
  readonly requests: readonly ReceivedRequest[];
  /** Connections that are open now. */
  readonly open: () => number;
  /** How it answers from now on. */
  answer: (response: ServerResponse, request: ReceivedRequest) => void;
}

const fixture = (name: string): string => readFileSync(`test/fixtures/notify/${name}`, "utf8");
/** Signs for `hooks.test` and `mail.test`. */
export const TEST_AUTHORITY = fixture("authority.pem");
export const TEST_CERTIFICATE = { key: fixture("server-key.pem"), cert: fixture("server.pem") };

export const answerWith =
  (status: number, headers: Readonly<Record<string, string>> = {}): FakeReceiver["answer"] =>
  (response) =>
    void response.writeHead(status, headers).end("answered");

export async function fakeReceiver(
  test: TestContext,
  options: { readonly tls?: boolean; readonly answer?: FakeReceiver["answer"] } = {},
): Promise<FakeReceiver> {
  const requests: ReceivedRequest[] = [];
  let connections = 0;
  const handler: http.RequestListener = (request, response) => {
    const chunks: Buffer[] = [];
    request.on("data", (chunk: Buffer) => chunks.push(chunk));
    request.on("end", () => {
      const received: ReceivedRequest = {
        method: request.method ?? "",
        path: request.url ?? "",
        headers: request.headers,
        body: Buffer.concat(chunks).toString("utf8"),
        atMs: Date.now(),
      };
      requests.push(received);
      receiver.answer(response, received);
    });
  };
  const server = options.tls ? https.createServer(TEST_CERTIFICATE, handler) : http.createServer(handler);
  server.on("connection", (socket) => {
    connections += 1;
    socket.on("close", () => (connections -= 1));
  });
  const port = await listen(server);
  const receiver: FakeReceiver = {
    port,
    requests,
    open: () => connections,
    answer: options.answer ?? answerWith(204),
  };
  test.after(() => {
    server.closeAllConnections();
    server.close();
  });
  return receiver;
}
