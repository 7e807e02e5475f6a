/** The report of a period, from the ledger. Pure: what is known and the present are parameters. */
import { weekTableOf } from "#domain/arrival-tables.ts";
import type { BoardRules } from "#domain/board.ts";
import type { Calendar } from "#domain/calendar.ts";
import { CHANNELS, type Channel, type Entry, type Language, type SourceId } from "#domain/contact-event.ts";
import type { DecisionRules } from "#domain/decisions.ts";
import type { LedgerCell } from "#domain/ledger-cell.ts";
import { groupByFate, isFate, tallyOf } from "#domain/ledger-tally.ts";
import { type RateRules, STRICT_RATES } from "#domain/metrics.ts";
import { dailyMeanOf, peakDayOf, reportDays } from "#domain/report-days.ts";
import type { Period } from "#domain/report-period.ts";
import type { EpochMs } from "#domain/time.ts";
import type { ChannelReport, Report, ReportPeriod } from "#wire/report.ts";

import { knownHoursOf } from "./known-hours.ts";
import { countsOf, periodFigures } from "./period-figures.ts";
import type { LedgerPage } from "./ports.ts";
import {
  answerBands,
  arrivedShares,
  bandTableOf,
  entriesOf,
  fatesOf,
  languagesOf,
  partOf,
  queuedShares,
} from "./report-tables.ts";

/** What of the configuration shapes a report. */
export interface ReportRules {
  readonly house: string;
  readonly simulated: boolean;
  readonly channels: BoardRules;
  readonly rates: Readonly<Partial<Record<Channel, RateRules>>>;
  readonly entries: Readonly<Partial<Record<Channel, readonly Entry[]>>>;
  readonly languages: readonly Language[];
  /** Sources by the channel they feed. */
  readonly sources: Readonly<Partial<Record<Channel, readonly SourceId[]>>>;
  /** The hours at which the bands of each table begin. */
  readonly bandStarts: readonly (readonly number[])[];
}

export interface ReportInput {
  readonly rules: ReportRules;
  readonly period: Period;
  readonly page: LedgerPage;
  /** The period before, and what is known of it. */
  readonly before: { readonly period: Period; readonly page: LedgerPage };
  readonly knownFrom: EpochMs | null;
  readonly finalBefore: EpochMs;
  readonly now: EpochMs;
  readonly calendar: Calendar;
}

export function reportOf(input: ReportInput): Report {
  const { rules, period, page, calendar, knownFrom, now } = input;
  const channels = CHANNELS.flatMap((channel) => {
    const own = rules.channels[channel];
    return own === undefined ? [] : [channelReport(channel, own, input)];
  });
  return {
    house: rules.house,
    timeZone: calendar.zone,
    simulated: rules.simulated,
    asOfMs: now,
    period: wirePeriod(period),
    knownFrom: knownFrom === null ? null : calendar.dayOf(knownFrom).key,
    channels,
    outbound: outboundOf(page.cells),
    before: comparisonOf(input, channels),
  };
}

function channelReport(channel: Channel, own: DecisionRules, input: ReportInput): ChannelReport {
  const { rules, period, page, calendar } = input;
  const cells = page.cells.filter((cell) => cell.channel === channel && isFate(cell.outcome));
  const groups = groupByFate(cells);
  const counts = countsOf(fatesOf(groups));
  const week = weekTableOf(cells, calendar);
  const days = reportDays({
    ...input,
    cells,
    knownHours: knownHoursOf(channel, page, rules.sources[channel] ?? []),
    range: { from: period.start, to: period.end },
  });
  return {
    channel,
    isKnown: days.some(({ knownHours }) => knownHours > 0),
    counts,
    net: counts.arrived - counts.blacklisted,
    arrivedShares: arrivedShares(counts),
    queuedShares: queuedShares(counts),
    figures: periodFigures(tallyOf(groups, own), own, rules.rates[channel] ?? STRICT_RATES, null),
    ...answerBands(groups, counts, own),
    entries: entriesOf(cells, rules.entries[channel] ?? [], counts.arrived),
    languages: languagesOf(cells, rules.languages),
    bandTables: rules.bandStarts.map((starts) => bandTableOf(week, starts)),
    byWeekdayAndHour: week,
    days,
    dailyMean: dailyMeanOf(days),
    peakDay: peakDayOf(days),
  };
}

/** Calls made by operators, by purpose, most frequent first. */
function outboundOf(cells: readonly LedgerCell[]): Report["outbound"] {
  const counts = new Map<string, number>();
  for (const { outcome, count } of cells) {
    if (isFate(outcome)) continue;
    const purpose = outcome.slice(outcome.indexOf(":") + 1);
    counts.set(purpose, (counts.get(purpose) ?? 0) + count);
  }
  const total = [...counts.values()].reduce((sum, count) => sum + count, 0);
  const purposes = [...counts]
    .sort(([a, m], [b, n]) => n - m || (a < b ? -1 : 1))
    .map(([purpose, count]) => ({ purpose, count, share: partOf(count, total) }));
  return { total, purposes };
}

function comparisonOf(input: ReportInput, channels: readonly ChannelReport[]): Report["before"] {
  const { before, rules } = input;
  if (before.page.hours.length === 0) return null;
  const complete = channels.every(({ channel }) =>
    reportDays({
      ...input,
      cells: [],
      knownHours: knownHoursOf(channel, before.page, rules.sources[channel] ?? []),
      range: { from: before.period.start, to: before.period.end },
    }).every(({ hours, knownHours }) => hours === knownHours),
  );
  const isComparable = complete && input.period.end <= input.now;
  const compared = channels.map(({ channel, counts }) => {
    const cells = before.page.cells.filter((cell) => cell.channel === channel);
    const past = countsOf(fatesOf(groupByFate(cells)));
    const change = isComparable && past.arrived > 0 ? (counts.arrived - past.arrived) / past.arrived : null;
    const net = past.arrived - past.blacklisted;
    return { channel, arrived: past.arrived, net, answered: past.answered, change };
  });
  return {
    period: wirePeriod(before.period),
    complete,
    channels: compared,
    outbound: outboundOf(before.page.cells).total,
  };
}

const wirePeriod = ({ from, to, start, end, days }: Period): ReportPeriod => ({
  from,
  to,
  startMs: start,
  endMs: end,
  days,
});
