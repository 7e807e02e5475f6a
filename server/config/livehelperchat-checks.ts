import type { ConfigFault } from "./fault.ts";
import type { ReadableParts } from "./readable-parts.ts";
import type { LiveHelperChatConfig, SourceParts } from "./source-schema.ts";

export function liveHelperChatFaults(
  { rest, webhookTokens }: LiveHelperChatConfig,
  path: ConfigFault["path"],
): ConfigFault[] {
  return rest === undefined && webhookTokens === undefined
    ? [{ path, message: "add rest, webhookTokens, or both: otherwise nothing can be heard" }]
    : [];
}

/** What the departments of a source of chats must know of the rest of the configuration. */
export function departmentFaults(
  { departments }: SourceParts,
  { channels, queues, languages }: ReadableParts,
  path: ConfigFault["path"],
): ConfigFault[] {
  const faults: ConfigFault[] = [];
  if (channels && !channels.chat)
    faults.push({ path, message: "Live Helper Chat brings chats: configure channels.chat" });
  if (departments === undefined) return faults;
  if (Object.keys(departments).length === 0)
    faults.push({ path: [...path, "departments"], message: "name at least one department" });

  const entries = channels?.chat?.entries.map((entry) => entry.id);
  const chatQueues = queues?.every((queue) => queue !== null)
    ? queues.filter((queue) => queue?.channel === "chat").map((queue) => queue?.id)
    : undefined;
  const known = languages?.every((language) => language !== null)
    ? languages.map((language) => language?.code)
    : undefined;
  for (const [name, { entry, queue, language }] of Object.entries(departments)) {
    const here = [...path, "departments", name];
    if (entries && !entries.includes(entry))
      faults.push({ path: [...here, "entry"], message: `${entry} is not in channels.chat.entries` });
    if (chatQueues && !chatQueues.includes(queue))
      faults.push({ path: [...here, "queue"], message: `${queue} is not a chat queue of queues` });
    if (known && language !== undefined && !known.includes(language))
      faults.push({ path: [...here, "language"], message: `language ${language} is not in languages` });
  }
  return faults;
}
