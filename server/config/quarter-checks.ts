/** What the figures of a quarter must know of one another. A quarter that fails here could not be simulated exactly. */
import type { ConfigFault } from "./fault.ts";
import type { QuarterFigures, QuarterTable } from "./quarter-schema.ts";

const DAY_MS = 86_400_000;
const DAYS_A_WEEK = 7;
const PEAK = ["assumed", "peakDay"];

/** Every contradiction, with its place. Empty: the figures agree. */
export function quarterFaults(figures: QuarterFigures): ConfigFault[] {
  return [...spanFaults(figures), ...callFaults(figures), ...chatFaults(figures), ...peakFaults(figures)];
}

function spanFaults({ from, to }: QuarterFigures): ConfigFault[] {
  const days = (Date.parse(to) - Date.parse(from)) / DAY_MS + 1;
  return unless(
    days > DAYS_A_WEEK && days % DAYS_A_WEEK === 0,
    ["to"],
    `use whole weeks, two at least: ${from} to ${to} are ${days} days`,
  );
}

function callFaults({ calls, assumed }: QuarterFigures): ConfigFault[] {
  const { queued, blacklisted, closedInWelcome } = calls;
  const { answered, unanswered, voicemail, abandoned } = queued;
  const { ring } = assumed.calls;
  const withTalk = answered - calls.withoutTalk;
  return [
    ...adds(["calls", "queued", "total"], [answered, unanswered, voicemail, abandoned], queued.total),
    ...adds(["calls", "total"], [queued.total, blacklisted, closedInWelcome], calls.total),
    ...tableFaults("calls", calls.table, calls.total),
    ...unless(withTalk >= 0, ["calls", "withoutTalk"], `is more than the ${answered} answered calls`),
    ...unless(
      withTalk > 0 ? calls.totalTalkSeconds >= withTalk : calls.totalTalkSeconds === 0,
      ["calls", "totalTalkSeconds"],
      `does not suit ${withTalk} calls that last a second or longer`,
    ),
    ...unless(
      Number.isInteger(calls.averageWaitSeconds * answered),
      ["calls", "averageWaitSeconds"],
      "times the answered calls must be a whole number of seconds",
    ),
    ...unless(
      ring.atLeastSeconds + ring.furtherSeconds < calls.averageWaitSeconds,
      ["assumed", "calls", "ring"],
      `must be shorter than the average wait of ${calls.averageWaitSeconds} s`,
    ),
  ];
}

function chatFaults({ chats, assumed }: QuarterFigures): ConfigFault[] {
  const { quick, slow, late } = chats.firstReply;
  return [
    ...adds(["chats", "byEntry"], Object.values(chats.byEntry), chats.total),
    ...adds(["chats", "firstReply"], [quick.chats, slow.chats, late.chats], chats.total),
    ...unless(
      quick.withinSeconds < slow.withinSeconds,
      ["chats", "firstReply", "slow", "withinSeconds"],
      `must be more than ${quick.withinSeconds}`,
    ),
    ...unless(
      assumed.chats.quickSeconds.mean <= quick.withinSeconds,
      ["assumed", "chats", "quickSeconds", "mean"],
      `must be ${quick.withinSeconds} at most`,
    ),
    ...tableFaults("chats", chats.table, chats.total),
  ];
}

function tableFaults(
  channel: string,
  { cells, byBand, byWeekday }: QuarterTable,
  total: number,
): ConfigFault[] {
  const at = (part: string, index?: number) => [
    channel,
    "table",
    part,
    ...(index === undefined ? [] : [index]),
  ];
  return [
    ...cells.flatMap((row, band) => adds(at("byBand", band), row, byBand[band] ?? 0)),
    ...byWeekday.flatMap((printed, weekday) =>
      adds(at("byWeekday", weekday), columnOf(cells, weekday), printed),
    ),
    ...adds(at("byBand"), byBand, total),
    ...adds(at("byWeekday"), byWeekday, total),
  ];
}

/** The peak day must leave something of its weekday to the others. */
function peakFaults({ from, to, calls, chats, assumed }: QuarterFigures): ConfigFault[] {
  const { peakDay } = assumed;
  const isInside = (date: string) => date >= from && date <= to;
  const weekday = (new Date(peakDay.date).getUTCDay() + DAYS_A_WEEK - 1) % DAYS_A_WEEK;
  // Each cell gives a whole number at most, so the share is taken cell by cell.
  const most = (table: QuarterTable) =>
    sum(columnOf(table.cells, weekday).map((cell) => Math.floor(cell * peakDay.largestShareOfCell)));
  const peakCalls = peakDay.netCalls + peakDay.blacklistedCalls;
  return [
    ...unless(isInside(peakDay.date), [...PEAK, "date"], `must lie between ${from} and ${to}`),
    ...Object.keys(peakDay.halo).flatMap((date) =>
      unless(
        isInside(date) && date !== peakDay.date,
        [...PEAK, "halo", date],
        "must be another day of the quarter",
      ),
    ),
    ...unless(
      peakCalls <= most(calls.table),
      [...PEAK, "netCalls"],
      `with the blacklisted ones is more than ${most(calls.table)}, the largest share of its weekday`,
    ),
    ...unless(
      peakDay.chats <= most(chats.table),
      [...PEAK, "chats"],
      `is more than ${most(chats.table)}, the largest share of its weekday`,
    ),
    ...unless(
      peakDay.blacklistedCalls <= calls.blacklisted && calls.blacklisted <= calls.total - peakDay.netCalls,
      [...PEAK, "blacklistedCalls"],
      `does not suit the ${calls.blacklisted} blacklisted calls of the quarter`,
    ),
  ];
}

function adds(path: readonly (string | number)[], parts: readonly number[], printed: number): ConfigFault[] {
  return unless(sum(parts) === printed, path, `the parts add up to ${sum(parts)}, not to ${printed}`);
}

const unless = (right: boolean, path: readonly (string | number)[], message: string): ConfigFault[] =>
  right ? [] : [{ path, message }];
const columnOf = (cells: readonly (readonly number[])[], weekday: number): number[] =>
  cells.map((row) => row[weekday] ?? 0);
const sum = (values: readonly number[]): number => values.reduce((total, value) => total + value, 0);
