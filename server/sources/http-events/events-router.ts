import type { IncomingMessage } from "node:http";

import express, { type Request, type Response, type Router } from "express";

import type { Config } from "#config/schema.ts";
import type { HttpEventsConfig } from "#config/source-schema.ts";
import type { SourceId } from "#domain/contact-event.ts";
import { type EventSink, JournalUnavailable, type Logger, type Pseudonyms } from "#engine/ports.ts";
import { ProblemError, problemOf } from "#wire/problem.ts";

import { createEventDecoder } from "./decode-event.ts";
import { MAX_BODY_BYTES, MAX_EVENT_BYTES } from "./limits.ts";
import { MEDIA_TYPES, readBody } from "./read-body.ts";
import { type Receipt, receiveBatch } from "./receive-batch.ts";
import type { Decoded } from "./refusal.ts";
import { createRefusalLog } from "./refusal-log.ts";
import { createRoom } from "./room.ts";
import { vocabularyOf } from "./vocabulary.ts";

export interface EventsRouterOptions {
  readonly sources: readonly HttpEventsConfig[];
  readonly house: Config;
  readonly sink: EventSink;
  readonly pseudonyms: Pseudonyms;
  readonly logger: Logger;
  /** The sources that this request may speak for, at least one; throws `ProblemError` when it may not come in. */
  readonly authorize: (request: IncomingMessage) => ReadonlySet<SourceId>;
  /** Hears of a request that spoke for other sources alone. */
  readonly foreign: (req: Request, res: Response) => void;
}

const RETRY_AFTER_SECONDS = 5;

/**
 * `POST /`: one event or many. 202 when all that could be accepted is on disk, with
 * the rest told one by one; 422 when nothing could be. A producer sends the same
 * event with the same id again until it gets a 202, and mends what a 4xx names.
 */
export function createEventsRouter(options: EventsRouterOptions): Router {
  const { house, sink, pseudonyms, logger, authorize } = options;
  const decoders = new Map<SourceId, (value: unknown) => Decoded>(
    options.sources.map((source) => [source.id, createEventDecoder(vocabularyOf(house, source))]),
  );
  const logRefusals = createRefusalLog(logger);
  const enter = createRoom(options.sources.length);

  const receive = async (req: Request, res: Response): Promise<void> => {
    const allowed = authorize(req);
    const leave = enter(allowed);
    if (leave === null) throw new ProblemError("too-many-requests", { retryAfterSeconds: 1 });
    try {
      const body = await bodyOf(req, res);
      const items = readBody(req.headers["content-type"] ?? "", body);
      const ofSource = new Map([...decoders].filter(([source]) => allowed.has(source)));
      const receiver = { decoders: ofSource, pseudonyms, sink };
      const receipt = await receiveBatch(receiver, items, body.length > MAX_EVENT_BYTES);
      logRefusals([...ofSource.keys()].join(","), receipt.rejected);
      if (isForeign(receipt)) options.foreign(req, res);
      answer(res, receipt);
    } catch (error) {
      if (!(error instanceof JournalUnavailable)) throw error;
      throw new ProblemError("journal-unavailable", { retryAfterSeconds: RETRY_AFTER_SECONDS });
    } finally {
      leave();
    }
  };

  const router = express.Router();
  router.post("/", (req, res) => receive(req, res));
  router.all("/", (_req, res) => {
    res.set("Allow", "POST");
    throw new ProblemError("method-not-allowed");
  });
  return router;
}

const readRaw = express.raw({ limit: MAX_BODY_BYTES, type: MEDIA_TYPES, inflate: false });

/** The bytes of a body of one of our media types; errors of the reader are answered by the error handler. */
async function bodyOf(req: Request, res: Response): Promise<Buffer> {
  await new Promise<void>((resolve, reject) => {
    readRaw(req, res, (error?: unknown) => (error === undefined ? resolve() : reject(error)));
  });
  const body: unknown = req.body;
  return Buffer.isBuffer(body) ? body : Buffer.alloc(0);
}

/** Nothing was accepted, because all of it was told in the name of another source. */
const isForeign = ({ accepted, duplicates, rejected }: Receipt): boolean =>
  accepted + duplicates === 0 &&
  rejected.length > 0 &&
  rejected.every(({ reason }) => reason === "foreign-source");

function answer(res: Response, receipt: Receipt): void {
  if (receipt.accepted + receipt.duplicates > 0 || receipt.rejected.length === 0) {
    res.status(202).json(receipt);
    return;
  }
  const problem = problemOf(isForeign(receipt) ? "forbidden" : "nothing-accepted");
  res
    .status(problem.status)
    .type("application/problem+json")
    .send(JSON.stringify({ ...problem, ...receipt }));
}
