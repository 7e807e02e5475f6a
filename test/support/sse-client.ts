/**
 * A small reader of event streams for tests: one connection, no reconnecting,
 * events in the order of arrival. Understands gzip, and can stop reading so that
 * the server finds its socket full.
 */
import { type IncomingHttpHeaders, type IncomingMessage, request } from "node:http";
import { constants, createGunzip } from "node:zlib";

import { createParser, type EventSourceMessage } from "eventsource-parser";

export interface SseClient {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  /** The reconnection time the server asked for. */
  readonly retryMs: () => number | null;
  /** The next event not yet taken; rejects when the stream ends before there is one. */
  readonly next: () => Promise<EventSourceMessage>;
  /** Takes events until one has this name, and answers it. */
  readonly nextNamed: (name: string) => Promise<EventSourceMessage>;
  /** Resolves when the connection is closed, by whomever. */
  readonly closed: Promise<void>;
  readonly pause: () => void;
  readonly resume: () => void;
  /** Leaves without a word, as a browser that is closed. */
  readonly leave: () => void;
}

export async function connectSse(
  url: string,
  headers: Readonly<Record<string, string>> = {},
): Promise<SseClient> {
  const response = await answerTo(url, headers);
  const inbox = createInbox();
  let retryMs: number | null = null;
  const parser = createParser({
    onEvent: (message) => inbox.put(message),
    onRetry: (value) => {
      retryMs = value;
    },
  });

  const closed = Promise.withResolvers<void>();
  const onEnd = (): void => {
    inbox.close();
    closed.resolve();
  };
  const feed = (text: string): void => parser.feed(text);
  response.on("error", () => undefined);
  if (response.headers["content-encoding"] === "gzip") {
    // A shared deflate stream never has a last block: its end is no error.
    const gunzip = createGunzip({ finishFlush: constants.Z_SYNC_FLUSH });
    gunzip.setEncoding("utf8").on("data", feed).once("end", onEnd);
    response.on("data", (chunk: Buffer) => gunzip.write(chunk)).once("close", () => gunzip.end());
  } else {
    response.setEncoding("utf8").on("data", feed).once("close", onEnd);
  }

  return {
    status: response.statusCode ?? 0,
    headers: response.headers,
    retryMs: () => retryMs,
    next: () => inbox.take(),
    async nextNamed(name) {
      for (;;) {
        const message = await inbox.take();
        if (message.event === name) return message;
      }
    },
    closed: closed.promise,
    pause: () => response.pause(),
    resume: () => response.resume(),
    leave: () => response.destroy(),
  };
}

async function answerTo(url: string, headers: Readonly<Record<string, string>>): Promise<IncomingMessage> {
  const answer = Promise.withResolvers<IncomingMessage>();
  // Browsers keep connections alive; Node's agent would ask for the opposite.
  request(url, { agent: false, headers: { Connection: "keep-alive", ...headers } }, answer.resolve)
    .on("error", answer.reject)
    .end();
  return answer.promise;
}

/** Events that came and nobody took yet, and takers for whom none came yet. */
function createInbox() {
  const messages: EventSourceMessage[] = [];
  const takers: PromiseWithResolvers<EventSourceMessage>[] = [];
  let isClosed = false;
  return {
    put(message: EventSourceMessage): void {
      const taker = takers.shift();
      if (taker === undefined) messages.push(message);
      else taker.resolve(message);
    },
    take(): Promise<EventSourceMessage> {
      const message = messages.shift();
      if (message !== undefined) return Promise.resolve(message);
      if (isClosed) return Promise.reject(new Error("the stream has ended"));
      const taker = Promise.withResolvers<EventSourceMessage>();
      takers.push(taker);
      return taker.promise;
    },
    close(): void {
      isClosed = true;
      for (const taker of takers.splice(0)) taker.reject(new Error("the stream has ended"));
    },
  };
}
