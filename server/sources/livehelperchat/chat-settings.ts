import type { Config } from "#config/schema.ts";
import type { LiveHelperChatConfig } from "#config/source-schema.ts";
import { seconds } from "#domain/time.ts";

import type { ChatRules } from "./fate.ts";
import type { Department } from "./to-events.ts";

/** What a source of chats must know of its house. */
export type ChatHouse = Pick<Config, "queues">;

/** By the name it has in the configuration. Throws for a queue that is not in it, which was checked when it was read. */
export function departmentsOf(
  { departments }: LiveHelperChatConfig,
  { queues }: ChatHouse,
): ReadonlyMap<string, Department> {
  const languageOf = (id: string): string => {
    const queue = queues.find((one) => one.id === id);
    if (queue === undefined) throw new RangeError(`there is no queue ${id}`);
    return queue.language;
  };
  return new Map(
    Object.entries(departments).map(([name, { entry, queue, language }]) => [
      name,
      { entry, queue, language: language ?? languageOf(queue) },
    ]),
  );
}

export const rulesOf = (config: LiveHelperChatConfig): ChatRules => ({
  answeredAt: config.answeredAt,
  hooks: config.webhookTokens !== undefined,
  rest: config.rest !== undefined,
  reload: seconds(config.reloadSeconds),
  vanished: seconds(config.vanishedSeconds),
  vanishedMobile: seconds(config.vanishedMobileSeconds),
  unconfirmed: seconds(config.unconfirmedSeconds),
});
