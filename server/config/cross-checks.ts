/**
 * What the parts of a configuration must know of one another. Works on whatever
 * parts could be read, so these faults are told together with the others.
 */
import type { ConfigFault } from "./fault.ts";
import { accessFaults, repeatedTokenFaults } from "./access-checks.ts";
import { busFaults } from "./bus-checks.ts";
import { holidayFaults } from "./holiday-checks.ts";
import type { ReadableParts } from "./readable-parts.ts";
import { receiverFaults } from "./receiver-checks.ts";
import { sourceFaults } from "./source-checks.ts";

type Report = (path: ConfigFault["path"], message: string) => void;

export function crossFaults(parts: ReadableParts): ConfigFault[] {
  const faults: ConfigFault[] = [];
  const report: Report = (path, message) => faults.push({ path, message });
  checkChannels(parts, report);
  checkQueues(parts, report);
  checkLabels(parts, report);
  reportRepeats(
    parts.languages?.map((language) => language?.code),
    ["languages"],
    "code",
    report,
  );
  reportRepeats(
    parts.queues?.map((queue) => queue?.id),
    ["queues"],
    "id",
    report,
  );
  reportRepeats(
    parts.sources?.map((source) => source?.id),
    ["sources"],
    "id",
    report,
  );
  reportRepeats(
    parts.receivers?.map((receiver) => receiver?.id),
    ["receivers"],
    "id",
    report,
  );
  return [
    ...faults,
    ...holidayFaults(parts),
    ...sourceFaults(parts),
    ...receiverFaults(parts),
    ...accessFaults(parts),
    ...repeatedTokenFaults(parts),
    ...busFaults(parts),
  ];
}

function checkChannels({ channels }: ReadableParts, report: Report): void {
  if (!channels) return;
  if (!channels.phone && !channels.chat) report(["channels"], "configure phone, chat, or both");
  for (const channel of ["phone", "chat"] as const) {
    const settings = channels[channel];
    if (!settings) continue;
    reportRepeats(
      settings.entries.map((entry) => entry.id),
      ["channels", channel, "entries"],
      "id",
      report,
    );
    reportRepeats(
      settings.serviceLevels.map((level) => String(level.withinSeconds / 1_000)),
      ["channels", channel, "serviceLevels"],
      "withinSeconds",
      report,
    );
  }
}

function checkQueues({ queues, languages, channels }: ReadableParts, report: Report): void {
  const known = languages?.every((language) => language !== null)
    ? new Set(languages.map((language) => language?.code))
    : null;
  for (const [index, queue] of (queues ?? []).entries()) {
    if (!queue) continue;
    if (known && !known.has(queue.language))
      report(["queues", index, "language"], `language ${queue.language} is not in languages`);
    if (channels && !channels[queue.channel])
      report(["queues", index, "channel"], `channel ${queue.channel} is not in channels`);
  }
}

/** Every text that a wall shows exists in every language of the page. */
function checkLabels({ house, channels, sourceParts }: ReadableParts, report: Report): void {
  if (!house) return;
  const check = (label: Readonly<Record<string, string>>, path: ConfigFault["path"]): void => {
    for (const locale of house.locales)
      if (label[locale] === undefined) report([...path, "label"], `add the text for ${locale}`);
  };
  for (const channel of ["phone", "chat"] as const)
    for (const [index, entry] of (channels?.[channel]?.entries ?? []).entries())
      check(entry.label, ["channels", channel, "entries", index]);
  for (const [index, source] of (sourceParts ?? []).entries())
    if (source?.label) check(source.label, ["sources", index]);
}

function reportRepeats(
  values: readonly (string | undefined)[] | undefined,
  path: ConfigFault["path"],
  key: string,
  report: Report,
): void {
  const seen = new Set<string>();
  for (const [index, value] of (values ?? []).entries()) {
    if (value === undefined) continue;
    if (seen.has(value)) report([...path, index, key], `${value} appears twice`);
    seen.add(value);
  }
}
