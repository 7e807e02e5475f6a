import { createServer } from "node:http";

import express from "express";

import { createWebhookRouter } from "#sources/livehelperchat/webhook-router.ts";

import { listen } from "./listen.ts";

const TOKEN = "invented-token-0123456789abcdef";

/** The door at which webhooks knock, over real HTTP, for one source. */
export interface LhcReceiver {
  readonly url: string;
  readonly token: string;
  /** While true, every connection is cut off at once. */
  isAway: boolean;
  close(): Promise<void>;
}

export async function startLhcReceiver(
  source: string,
  receive: (body: unknown) => void,
): Promise<LhcReceiver> {
  const app = express();
  app.use(
    "/api/v1/livehelperchat",
    createWebhookRouter({
      sources: new Set([source]),
      authorize: ({ headers }) =>
        headers.authorization === `Bearer ${TOKEN}` ? null : { retryAfterSeconds: null },
      receive: (_source, body) => receive(body),
    }),
  );
  const state = { isAway: false };
  const server = createServer({ keepAliveTimeout: 500 }, (req, res) => {
    if (state.isAway) req.socket.destroy();
    else app(req, res);
  });
  const port = await listen(server);
  return Object.assign(state, {
    url: `http://127.0.0.1:${port}/api/v1/livehelperchat/${source}`,
    token: TOKEN,
    async close() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  });
}
