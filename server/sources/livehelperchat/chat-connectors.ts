import type { Router } from "express";

import type { LiveHelperChatConfig, SourceConfig } from "#config/source-schema.ts";
import type { SourceId } from "#domain/contact-event.ts";
import { seconds } from "#domain/time.ts";
import type { RunningSource } from "#engine/ports.ts";

import { type ChatSourceOptions, startLiveHelperChat } from "./chat-source.ts";
import { createLhcRest } from "./rest-client.ts";
import { type AuthorizeWebhook, createWebhookRouter } from "./webhook-router.ts";

/** Every Live Helper Chat of a house: the door at which their webhooks knock, and those who take them. */
export interface ChatConnectors {
  /** Routers by path; none when no source takes webhooks. */
  readonly doors: (authorize: AuthorizeWebhook) => ReadonlyMap<string, Router>;
  readonly start: (options: Omit<ChatSourceOptions, "rest">) => RunningSource;
}

const WEBHOOK_PATH = "/api/v1/livehelperchat";
/** Live Helper Chat answers within 10 ms; one that takes so long is not well. */
const REST_TIMEOUT = seconds(10);

export function createChatConnectors({
  sources,
  readSecret,
}: {
  readonly sources: readonly SourceConfig[];
  readonly readSecret: (file: string) => string;
}): ChatConnectors {
  const receivers = new Map<SourceId, (body: unknown) => void>();
  const taking = new Set<SourceId>();
  for (const source of sources)
    if (source.kind === "livehelperchat" && source.webhookTokens !== undefined) taking.add(source.id);
  // One that comes before its source was started is made good by the first reading.
  const receive = (source: SourceId, body: unknown): void => receivers.get(source)?.(body);
  return {
    doors(authorize) {
      if (taking.size === 0) return new Map();
      return new Map([[WEBHOOK_PATH, createWebhookRouter({ sources: taking, authorize, receive })]]);
    },
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
