/** What the sources must know of the rest of the configuration. */
import type { ConfigFault } from "./fault.ts";
import { departmentFaults, liveHelperChatFaults } from "./livehelperchat-checks.ts";
import type { ReadableParts } from "./readable-parts.ts";
import type { AsteriskConfig, HttpEventsConfig } from "./source-schema.ts";

export function sourceFaults(parts: ReadableParts): ConfigFault[] {
  const sources = parts.sources ?? [];
  const faults = sources.flatMap((source, index): ConfigFault[] => {
    const path = ["sources", index];
    switch (source?.kind) {
      case "asterisk":
        return asteriskFaults(source, parts, path);
      case "http-events":
        return httpEventsFaults(source, parts, path);
      case "livehelperchat":
        return liveHelperChatFaults(source, path);
      case "simulation":
      case undefined:
        return [];
    }
  });
  for (const [index, source] of (parts.sourceParts ?? []).entries())
    if (source?.kind === "livehelperchat")
      faults.push(...departmentFaults(source, parts, ["sources", index]));
  if (sources.length > 1 && sources.some((source) => source?.kind === "simulation"))
    faults.push({
      path: ["sources"],
      message: "a simulation stands alone: simulated and real events never share a journal",
    });
  return faults;
}

function asteriskFaults(
  source: AsteriskConfig,
  { channels, queues, outboundPurposes }: ReadableParts,
  path: ConfigFault["path"],
): ConfigFault[] {
  const faults: ConfigFault[] = [];
  if (channels && !channels.phone)
    faults.push({ path, message: "a PBX brings calls: configure channels.phone" });
  if (channels?.phone && !channels.phone.entries.some((entry) => entry.id === source.entry))
    faults.push({ path: [...path, "entry"], message: `${source.entry} is not in channels.phone.entries` });

  const phoneQueues = new Set<string>();
  for (const queue of queues ?? []) if (queue?.channel === "phone") phoneQueues.add(queue.id);
  const allQueuesRead = queues?.every((queue) => queue !== null) ?? false;
  for (const [name, queue] of Object.entries(source.queues))
    if (allQueuesRead && !phoneQueues.has(queue))
      faults.push({ path: [...path, "queues", name], message: `${queue} is not a phone queue of queues` });

  for (const [kind, purpose] of Object.entries(source.outboundKinds))
    if (outboundPurposes && !outboundPurposes.includes(purpose))
      faults.push({
        path: [...path, "outboundKinds", kind],
        message: `${purpose} is not in outboundPurposes`,
      });
  if (source.outboundKinds["*"] === undefined)
    faults.push({ path: [...path, "outboundKinds"], message: 'add "*" for every other kind' });
  return faults;
}

function httpEventsFaults(
  source: HttpEventsConfig,
  { channels, queues, hasBus }: ReadableParts,
  path: ConfigFault["path"],
): ConfigFault[] {
  const faults: ConfigFault[] = [];
  if (source.overBus === true && !hasBus)
    faults.push({ path: [...path, "overBus"], message: "add a bus section: without one there is no bus" });
  const ofChannels = source.channels.flatMap((channel, index): ConfigFault[] => {
    const here = [...path, "channels", index];
    if (channels && !channels[channel])
      return [{ path: here, message: `channel ${channel} is not in channels` }];
    if (queues?.every((queue) => queue !== null && queue.channel !== channel))
      return [{ path: here, message: `add a queue of channel ${channel} to queues` }];
    return [];
  });
  return [...faults, ...ofChannels];
}
