import type { IncomingMessage, ServerResponse } from "node:http";

import express, { type NextFunction, type Request, type Response, type Router } from "express";

import type { SourceId } from "#domain/contact-event.ts";

/** `null`: this request may speak for the source. Otherwise it may not, and after how many seconds it may ask again. */
export type AuthorizeWebhook = (
  req: IncomingMessage,
  source: SourceId,
) => { readonly retryAfterSeconds: number | null } | null;

export interface WebhookRouterOptions {
  /** Those that take webhooks. */
  readonly sources: ReadonlySet<SourceId>;
  readonly authorize: AuthorizeWebhook;
  /** The body, parsed; called after it was answered. */
  readonly receive: (source: SourceId, body: unknown) => void;
}

/** The template makes less than 1 kB. */
const MAX_BODY_BYTES = 4_096;

/**
 * `POST /<source>`. Live Helper Chat waits for the answer while an operator waits for the page, never tries
 * again, and may keep what it is answered as a message of the chat. So it gets 204 before anything is
 * done, and no answer whatever has a body.
 */
export function createWebhookRouter({ sources, authorize, receive }: WebhookRouterOptions): Router {
  const router = express.Router();
  router.use("/:source", (req: Request<{ source: string }>, res) => {
    const { source } = req.params;
    if (!sources.has(source) || req.path !== "/") return refuse(req, res, 404);
    const refusal = authorize(req, source);
    if (refusal !== null) {
      const { retryAfterSeconds } = refusal;
      if (retryAfterSeconds === null) res.setHeader("WWW-Authenticate", "Bearer");
      else res.setHeader("Retry-After", String(retryAfterSeconds));
      return refuse(req, res, retryAfterSeconds === null ? 401 : 429);
    }
    if (req.method !== "POST") {
      res.setHeader("Allow", "POST");
      return refuse(req, res, 405);
    }
    readBody(req, res, (bytes) => {
      res.writeHead(204).end();
      receive(source, parse(bytes));
    });
  });
  router.use((req, res) => refuse(req, res, 404));
  // What Express itself finds wrong, such as an address that cannot be decoded.
  router.use((_error: unknown, req: Request, res: Response, _next: NextFunction) => refuse(req, res, 400));
  return router;
}

/** Calls `done` with the whole body, or answers 413 and reads no further. */
function readBody(req: IncomingMessage, res: ServerResponse, done: (bytes: Buffer) => void): void {
  if (Number(req.headers["content-length"] ?? 0) > MAX_BODY_BYTES) return refuse(req, res, 413);
  const chunks: Buffer[] = [];
  let length = 0;
  req.on("data", (chunk: Buffer) => {
    length += chunk.length;
    if (length <= MAX_BODY_BYTES) chunks.push(chunk);
    else if (!res.headersSent) refuse(req, res, 413);
  });
  req.on("end", () => {
    if (length <= MAX_BODY_BYTES) done(Buffer.concat(chunks));
  });
}

/** The connection ends with it: what still comes on it is not read. */
function refuse(req: IncomingMessage, res: ServerResponse, status: number): void {
  req.pause();
  res.writeHead(status, { "Content-Length": 0, Connection: "close" }).end();
}

/** `undefined`: no JSON. */
function parse(bytes: Buffer): unknown {
  try {
    return JSON.parse(bytes.toString("utf8"));
  } catch {
    return undefined;
  }
}
