import type { LiveHelperChatConfig } from "#config/source-schema.ts";

/** A house with the departments of the captures, each with an entry of its own; by webhooks and REST. */
export const lhcConfig: LiveHelperChatConfig = {
  id: "lhc",
  kind: "livehelperchat",
  label: { it: "chat" },
  rest: { baseUrl: "http://127.0.0.1/index.php", username: "wallboard", apiKeyFile: "a-key" },
  webhookTokens: [{ tokenSha256: "a".repeat(64) }],
  departments: {
    app: { entry: "app", queue: "chat_it" },
    site: { entry: "site", queue: "chat_it" },
    "3": { entry: "sitebot", queue: "chat_it" },
    siteauto: { entry: "siteauto", queue: "chat_it" },
    "5": { entry: "appassign", queue: "chat_it", language: "it" },
  },
  answeredAt: "firstReply",
  vanishedSeconds: 60,
  vanishedMobileSeconds: 240,
  reloadSeconds: 30,
  unconfirmedSeconds: 300,
};

/** Without one of its doors. */
export function lhcConfigWith(doors: {
  readonly rest: boolean;
  readonly hooks: boolean;
}): LiveHelperChatConfig {
  const { rest, webhookTokens, ...other } = lhcConfig;
  return { ...other, ...(doors.rest && { rest }), ...(doors.hooks && { webhookTokens }) };
}
