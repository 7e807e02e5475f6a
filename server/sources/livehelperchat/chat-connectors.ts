import type { Router } from "express";

import type { LiveHelperChatConfig, SourceConfig } from "#config/source-schema.ts";
import type { SourceId } from "#domain/contact-event.ts";
import { seconds } from "#domain/time.ts";
import type { Logger, RunningSource } from "#engine/ports.ts";

import { type ChatSourceOptions, startLiveHelperChat } from "./chat-source.ts";
import { createLhcRest } from "./rest-client.ts";
import { createWebhookRouter } from "./webhook-router.ts";

/** Every Live Helper Chat of a house: the door at which their webhooks knock, and those who take them. */
export interface ChatConnectors {
  /** Routers by path; none when no source takes webhooks. */
  readonly doors: ReadonlyMap<string, Router>;
  readonly start: (options: Omit<ChatSourceOptions, "rest">) => RunningSource;
}

const WEBHOOK_PATH = "/api/v1/livehelperchat";
/** Live Helper Chat answers within 10 ms; one that takes so long is not well. */
const REST_TIMEOUT = seconds(10);

export function createChatConnectors({
  sources,
  readSecret,
  logger,
}: {
  readonly sources: readonly SourceConfig[];
  readonly readSecret: (file: string) => string;
  readonly logger: Logger;
}): ChatConnectors {
  const receivers = new Map<SourceId, (body: unknown) => void>();
  const tokens = new Map<SourceId, readonly string[]>();
  for (const source of sources)
    if (source.kind === "livehelperchat" && source.tokenFiles !== undefined)
      tokens.set(source.id, source.tokenFiles.map(readSecret));

  const doors = new Map<string, Router>();
  if (tokens.size > 0)
    doors.set(
      WEBHOOK_PATH,
      createWebhookRouter({
        tokens,
        logger,
        // One that comes before its source was started is made good by the first reading.
        receive: (source, body) => receivers.get(source)?.(body),
      }),
    );
  return {
    doors,
    start: (options) => {
      const source = startLiveHelperChat({ ...options, rest: restOf(options.config, readSecret) });
      receivers.set(options.config.id, source.receive);
      return source;
    },
  };
}

function restOf({ rest }: LiveHelperChatConfig, readSecret: (file: string) => string) {
  if (rest === undefined) return null;
  const { baseUrl, username, apiKeyFile } = rest;
  return createLhcRest({ baseUrl, username, apiKey: readSecret(apiKeyFile), timeoutMs: REST_TIMEOUT });
}
