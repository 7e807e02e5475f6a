/** A report as one long table, a value a line, as RFC 4180 has it: spreadsheets filter it, programs read it. */
import type { BandTable, ChannelReport, HourBand, Report } from "#wire/report.ts";

import type { Exported, Told } from "./report-export.ts";

/** A text, a number, or `<3`. */
type Value = string | number | null;
/** table, channel, row, column, value, share. */
type Line = readonly [string, string, string, string, Value, Value?];

const HEAD: Line = ["table", "channel", "row", "column", "value", "share"];
const WEEKDAYS = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"];

/** Lines end with CRLF; an empty value is "no data". Times are seconds, shares 0..1 and not rounded. `<3`: one or two. */
export function csvOf(report: Exported<Report>): string {
  const lines: Line[] = [
    HEAD,
    ["period", "", "from", "", report.period.from],
    ["period", "", "to", "", report.period.to],
    ["period", "", "days", "", report.period.days],
    ["period", "", "simulated", "", String(report.simulated)],
    ["period", "", "as of", "", new Date(Number(report.asOfMs)).toISOString()],
    ["period", "", "known from", "", report.knownFrom],
    ...report.channels.flatMap(channelLines),
    ["outbound", "phone", "total", "", report.outbound.total],
    ...report.outbound.purposes.map(({ purpose, count, share }): Line => [
      "outbound",
      "phone",
      purpose,
      "",
      count,
      share,
    ]),
    ...beforeLines(report),
  ];
  return lines.map((line) => `${HEAD.map((_, index) => fieldOf(line[index])).join(",")}\r\n`).join("");
}

function channelLines(of: Exported<ChannelReport>): Line[] {
  const { channel, counts, figures, dailyMean, peakDay } = of;
  if (!of.isKnown) return [["counts", channel, "known", "", "false"]];
  const shares: Readonly<Record<string, Told>> = { ...of.arrivedShares, ...of.queuedShares };
  return [
    ...Object.entries(counts).map(([name, count]): Line => [
      "counts",
      channel,
      name,
      "",
      count,
      shares[name] ?? null,
    ]),
    ["counts", channel, "net", "", of.net],
    ["figures", channel, "averageWait", "seconds", seconds(figures.wait.averageMs)],
    ["figures", channel, "medianWait", "seconds", seconds(figures.wait.medianMs)],
    ["figures", channel, "p90Wait", "seconds", seconds(figures.wait.p90Ms)],
    ["figures", channel, "longestWait", "seconds", seconds(figures.wait.longestMs)],
    ["figures", channel, "timeToAbandon", "seconds", seconds(figures.abandonedWait.averageMs)],
    ["figures", channel, "shortAbandons", "", figures.shortAbandons],
    ["figures", channel, "answerRate", "", figures.answerRate.n, figures.answerRate.value],
    ["figures", channel, "abandonment", "", figures.abandonment.n, figures.abandonment.value],
    ...figures.serviceLevels.map(({ thresholdMs, n, value }): Line => [
      "figures",
      channel,
      "serviceLevel",
      `${seconds(thresholdMs)} s`,
      n,
      value,
    ]),
    ["figures", channel, "talk", "total seconds", seconds(figures.talk.totalMs)],
    ["figures", channel, "talk", "mean seconds", seconds(figures.talk.averageMs)],
    ...of.answerBands.map(({ withinMs, count, share }): Line => [
      "answerBands",
      channel,
      withinMs === null ? "longer or never" : `within ${seconds(withinMs)} s`,
      "",
      count,
      share,
    ]),
    ["answerBands", channel, "never answered", "", of.neverAnswered],
    ...of.entries.map(({ entry, count, share }): Line => ["entries", channel, entry, "", count, share]),
    ...of.languages.flatMap(({ language, ...row }) =>
      Object.entries(row).map(([name, count]): Line => [
        "languages",
        channel,
        language ?? "none",
        name,
        count,
      ]),
    ),
    ...of.bandTables.flatMap((table) => bandLines(channel, table)),
    ...of.byWeekdayAndHour.flatMap((row, weekday) =>
      row.map((count, hour): Line => [
        "hours",
        channel,
        `${pad(hour)}-${pad(hour + 1)}`,
        dayName(weekday),
        count,
      ]),
    ),
    ["days", channel, "mean", "days", dailyMean.days],
    ["days", channel, "mean", "arrived", dailyMean.arrived],
    ["days", channel, "mean", "net", dailyMean.net],
    ["days", channel, "peak", peakDay?.date ?? "", peakDay?.net ?? null],
    ...of.days.flatMap(({ date, arrived, net, state, hours, knownHours }): Line[] => [
      ["days", channel, date, `arrived (${state})`, arrived],
      ["days", channel, date, `net (${state})`, net],
      ["days", channel, date, `known hours of ${hours}`, knownHours],
    ]),
  ];
}

function bandLines(channel: string, { rows, weekdays, total }: Exported<BandTable>): Line[] {
  const table = `bands of ${rows.length}`;
  return [
    ...rows.flatMap(({ band, byWeekday, total: sum }): Line[] => [
      ...byWeekday.map((count, weekday): Line => [table, channel, bandName(band), dayName(weekday), count]),
      [table, channel, bandName(band), "total", sum.count, sum.share],
    ]),
    ...weekdays.map(({ count, share }, weekday): Line => [
      table,
      channel,
      "total",
      dayName(weekday),
      count,
      share,
    ]),
    [table, channel, "total", "total", total],
  ];
}

function beforeLines({ before }: Exported<Report>): Line[] {
  if (before === null) return [];
  const { from, to } = before.period;
  const complete: Line = ["before", "", `${from}/${to}`, "complete", String(before.complete)];
  const channels = before.channels.flatMap(({ channel, arrived, net, answered, change }): Line[] => [
    ["before", channel, `${from}/${to}`, "arrived", arrived],
    ["before", channel, `${from}/${to}`, "net", net],
    ["before", channel, `${from}/${to}`, "answered", answered],
    ["before", channel, `${from}/${to}`, "change", null, change],
  ]);
  return [complete, ...channels];
}

const seconds = (milliseconds: Told): Told =>
  typeof milliseconds === "number" ? milliseconds / 1_000 : milliseconds;
const pad = (hour: Told | number): string => String(hour).padStart(2, "0");
const bandName = ({ fromHour, toHour }: Exported<HourBand>): string => `${pad(fromHour)}-${pad(toHour)}`;
const dayName = (weekday: number): string => WEEKDAYS[weekday] ?? "";

function fieldOf(value: Value | undefined): string {
  const text = value === null || value === undefined ? "" : String(value);
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
