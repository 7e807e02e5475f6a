/** A simulated channel day told as events, with native ids: pseudonyms are made at delivery. */
import type { ContactFact, OperatorCounts, OperatorsChanged, SourceId } from "#domain/contact-event.ts";
import { OPERATOR_STATES, unreachable } from "#domain/contact-event.ts";
import type { LocalDay } from "#domain/calendar.ts";
import type { EpochMs } from "#domain/time.ts";

import type { ChannelDay } from "./channel-day.ts";
import type { PlannedContact } from "./intake.ts";
import { NOBODY, sameCounts, type TeamChange } from "./operator-team.ts";

/** Every event of the contacts that arrive on the day, contact by contact, also those after midnight. */
export function contactEvents(source: SourceId, native: string, run: ChannelDay): ContactFact[] {
  return run.contacts.flatMap((contact, ordinal) =>
    factsOf(source, `${native}/${run.channel}/${ordinal + 1}`, run, contact),
  );
}

function factsOf(
  source: SourceId,
  contact: string,
  { channel, serviceOf }: ChannelDay,
  planned: PlannedContact,
): ContactFact[] {
  const step = (name: string, at: EpochMs) => ({ source, id: `${contact}/${name}`, at, contact });
  const { arrivedAt, entry } = planned;
  const arrived = { ...step("arrived", arrivedAt), type: "contact.arrived", channel, entry } as const;
  switch (planned.course) {
    case "blacklisted":
      return [
        arrived,
        { ...step("blacklisted", planned.endedAt), type: "contact.blacklisted" },
        { ...step("ended", planned.endedAt), type: "contact.ended", outcome: "blacklisted" },
      ];
    case "closes-in-welcome":
      return [
        arrived,
        { ...step("ended", planned.endedAt), type: "contact.ended", outcome: "closed-in-welcome" },
      ];
    case "queues": {
      const { language, queue, queuedAt } = planned;
      const facts: ContactFact[] = [
        channel === "chat" ? { ...arrived, language } : arrived,
        { ...step("queued", queuedAt), type: "contact.queued", language, queue },
      ];
      const service = serviceOf(planned);
      if (service === undefined) return facts;
      const { answeredAt, endedAt, outcome } = service;
      if (answeredAt !== null) facts.push({ ...step("answered", answeredAt), type: "contact.answered" });
      facts.push({ ...step("ended", endedAt), type: "contact.ended", outcome });
      return facts;
    }
    default:
      return unreachable(planned);
  }
}

/**
 * The operators of one channel over one day: its own people and those of the
 * day before who are still finishing a conversation after midnight.
 */
export function operatorEvents(options: {
  readonly source: SourceId;
  readonly native: string;
  readonly day: LocalDay;
  readonly today: ChannelDay;
  readonly yesterday: ChannelDay | undefined;
}): OperatorsChanged[] {
  const { source, native, day, today, yesterday } = options;
  const { channel } = today;
  const events: OperatorsChanged[] = [];
  let told: OperatorCounts | null = null;
  for (const { at, counts } of together(today.team, yesterday?.team ?? [], day)) {
    if (told !== null && sameCounts(told, counts)) continue;
    told = counts;
    if (events.at(-1)?.at === at) events.pop();
    // One change of a channel per millisecond, so the instant itself orders them, over restarts too.
    events.push({
      source,
      id: `${native}/operators/${channel}/${at}`,
      at,
      type: "operators.changed",
      channel,
      sequence: at * 1_000,
      counts,
    });
  }
  return events;
}

/** The sum of both teams wherever one of them changes within the day. */
function together(
  today: readonly TeamChange[],
  yesterday: readonly TeamChange[],
  day: LocalDay,
): TeamChange[] {
  const changes = [
    ...today.map((change) => ({ ...change, ours: true })),
    ...yesterday.map((change) => ({ ...change, ours: false })),
  ].sort((a, b) => a.at - b.at);
  const sums: TeamChange[] = [];
  let ours = NOBODY;
  let theirs = NOBODY;
  for (const change of changes) {
    if (change.ours) ours = change.counts;
    else theirs = change.counts;
    if (change.at >= day.start && change.at < day.end)
      sums.push({ at: change.at, counts: sumOf(ours, theirs) });
  }
  return sums;
}

function sumOf(a: OperatorCounts, b: OperatorCounts): OperatorCounts {
  const sum = { ...NOBODY };
  for (const state of OPERATOR_STATES) sum[state] = a[state] + b[state];
  return sum;
}
