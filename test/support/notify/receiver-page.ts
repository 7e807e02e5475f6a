/** The examples of docs/receivers.md, made by the program itself. */
import { epochMs } from "#domain/time.ts";
import type { Attempt, Format } from "#notify/format.ts";
import { alertmanagerFormat } from "#notify/kinds/alertmanager.ts";
import { mattermostFormat } from "#notify/kinds/mattermost.ts";
import { ntfyFormat } from "#notify/kinds/ntfy.ts";
import { pagerdutyFormat } from "#notify/kinds/pagerduty.ts";
import { slackFormat } from "#notify/kinds/slack.ts";
import { standardFormat } from "#notify/kinds/standard.ts";
import { teamsFormat } from "#notify/kinds/teams.ts";
import { telegramFormat } from "#notify/kinds/telegram.ts";

import { messageOf, NOON_MS } from "./messages.ts";

export const RECEIVER_PAGE = "docs/receivers.md";

const url = "https://hooks.example.org/";
const FORMATS: Readonly<Record<string, Format>> = {
  standard: standardFormat({ url, secrets: [] }),
  alertmanager: alertmanagerFormat({ receiver: "monitoring", url, token: null }),
  pagerduty: pagerdutyFormat({ url, routingKey: "(the integration key)" }),
  slack: slackFormat({ url }),
  mattermost: mattermostFormat({ url }),
  teams: teamsFormat({ url }),
  ntfy: ntfyFormat({ url, topic: "(the topic)", token: null }),
  telegram: telegramFormat({ url, token: "", chatId: "-1001234567890" }),
};
export const EXAMPLE_KINDS = Object.keys(FORMATS);

/** The page with every example as the program would send it now. */
export function withExamples(page: string): string {
  return page.replaceAll(
    /(<!-- example: (\w+) -->\n```json\n)[\s\S]*?(?=^```)/gm,
    (_whole, head: string, kind: string) => `${head}${exampleOf(kind)}\n`,
  );
}

function exampleOf(kind: string): string {
  const attempt: Attempt = { at: epochMs(NOON_MS), delayed: false, locale: "it" };
  const [request] = FORMATS[kind]?.(messageOf(), attempt) ?? [];
  return JSON.stringify(JSON.parse(request?.body ?? "null"), null, 2);
}
