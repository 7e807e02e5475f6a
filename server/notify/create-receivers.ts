import { hash } from "node:crypto";

import type { ReceiverConfig } from "#config/receiver-schema.ts";

import type { Format } from "./format.ts";
import type { Lookup } from "./guarded-address.ts";
import { alertmanagerFormat } from "./kinds/alertmanager.ts";
import { overSmtp } from "./kinds/email.ts";
import { mattermostFormat } from "./kinds/mattermost.ts";
import { ntfyFormat } from "./kinds/ntfy.ts";
import { pagerdutyFormat } from "./kinds/pagerduty.ts";
import { slackFormat } from "./kinds/slack.ts";
import { standardFormat } from "./kinds/standard.ts";
import { teamsFormat } from "./kinds/teams.ts";
import { telegramFormat, telegramRetryAfter } from "./kinds/telegram.ts";
import { overHttp } from "./over-http.ts";
import type { Receiver } from "./receiver.ts";

export interface ReceiverParts {
  /** The secret in a file. The configuration has been checked, so it can be read. */
  readonly readSecret: (file: string) => string;
  readonly lookup: Lookup;
}

/** The receivers of a configuration, ready to be told. Their secrets are read now and kept in memory. */
export function createReceivers(
  configs: readonly ReceiverConfig[],
  { readSecret, lookup }: ReceiverParts,
): readonly Receiver[] {
  return configs.map((config): Receiver => {
    const secrets: string[] = [];
    const read = (file: string): string => {
      const secret = readSecret(file);
      secrets.push(secret);
      return secret;
    };
    const deliver = deliveryOf(config, read, lookup);
    const { id, kind, severities, locale = null } = config;
    const settings = hash("sha256", JSON.stringify([config, secrets]), "hex").slice(0, 32);
    return { id, kind, severities, locale, settings, deliver };
  });
}

type Read = (file: string) => string;

function deliveryOf(config: ReceiverConfig, read: Read, lookup: Lookup): Receiver["deliver"] {
  const ca = config.caFile === undefined ? null : read(config.caFile);
  if (config.kind === "email") {
    const { username, passwordFile } = config;
    const login =
      username === undefined || passwordFile === undefined
        ? null
        : { username, password: read(passwordFile) };
    return overSmtp({ ...config, login, lookup, ca });
  }
  const format = formatOf(config, read);
  const { allowHttp, allowPrivate } = config;
  return overHttp({
    format,
    allowHttp,
    allowPrivate,
    lookup,
    ca,
    ...(config.kind === "telegram" ? { retryAfterIn: telegramRetryAfter } : {}),
  });
}

function formatOf(config: Exclude<ReceiverConfig, { kind: "email" }>, read: Read): Format {
  const maybe = (file: string | undefined): string | null => (file === undefined ? null : read(file));
  switch (config.kind) {
    case "standard":
      return standardFormat({ url: config.url, secrets: config.secretFiles.map(read) });
    case "alertmanager":
      return alertmanagerFormat({ receiver: config.id, url: config.url, token: maybe(config.tokenFile) });
    case "pagerduty":
      return pagerdutyFormat({ url: config.url, routingKey: read(config.routingKeyFile) });
    case "slack":
      return slackFormat({ url: read(config.urlFile) });
    case "mattermost":
      return mattermostFormat({ url: read(config.urlFile) });
    case "teams":
      return teamsFormat({ url: read(config.urlFile) });
    case "ntfy":
      return ntfyFormat({ url: config.url, topic: read(config.topicFile), token: maybe(config.tokenFile) });
    case "telegram":
      return telegramFormat({ url: config.url, token: read(config.tokenFile), chatId: config.chatId });
  }
}
