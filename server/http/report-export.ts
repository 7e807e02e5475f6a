/** A report as it leaves the house: cells of one or two contacts are hidden, and what would tell them. */
import type { Report } from "#wire/report.ts";

/** Fewer contacts than this could be recognised by somebody who knows one of them. */
const LEAST_COUNT = 3;
/** A share of fewer than this would tell how many they were. */
const LEAST_DENOMINATOR = 10;

/** A number as it may leave: `<3` for one or two contacts, `null` for what would tell them. */
export type Told = number | "<3" | null;

/** The same fields with numbers that may be hidden. */
export type Exported<T> = T extends number
  ? Told
  : T extends string | boolean | null
    ? T
    : { readonly [Key in keyof T]: Exported<T[Key]> };

/** Fields that count contacts, wherever they stand; lists of numbers are of contacts all of them. */
const COUNTS = new Set([
  "abandoned",
  "answered",
  "arrived",
  "blacklisted",
  "botOnly",
  "closedInWelcome",
  "count",
  "inWelcomeNow",
  "interruptedBeforeQueue",
  "interruptedWaiting",
  "n",
  "net",
  "neverAnswered",
  "outbound",
  "queued",
  "shortAbandons",
  "total",
  "unanswered",
  "voicemail",
  "waitingNow",
]);
/** Shares by the name of a count that stands beside them in `counts`, and the count that they are of. */
const SHARES_OF_COUNTS: ReadonlyMap<string, string> = new Map([
  ["arrivedShares", "arrived"],
  ["queuedShares", "queued"],
]);
/** Numbers that tell of no contact: dates, hours, lengths that are configured. */
const OF_NOBODY = new Set([
  "asOfMs",
  "startMs",
  "endMs",
  "days",
  "hours",
  "knownHours",
  "fromHour",
  "toHour",
  "withinMs",
  "thresholdMs",
]);

type Fields = Readonly<Record<string, unknown>>;

/**
 * Hides counts of one and two, the shares and times that rest on so few, and shares of fewer than ten; a number
 * that nothing here knows is hidden too. What is hidden alone in its row can be reckoned from the row's total:
 * longer periods have fewer such rows.
 */
export const exportedReport = (report: Report): Exported<Report> =>
  told({ ...report, before: withoutTellingChanges(report) }, "", null);

/** A change and the count after it tell the count before. */
function withoutTellingChanges({ channels, before }: Report): Report["before"] {
  if (before === null) return null;
  const nowIn = new Map(channels.map(({ channel, counts }) => [channel, counts.arrived]));
  return {
    ...before,
    channels: before.channels.map((of) => {
      const isTelling = isSmall(nowIn.get(of.channel) ?? 0) || of.arrived < LEAST_DENOMINATOR;
      return isTelling ? { ...of, change: null } : of;
    }),
  };
}

function told<T>(value: T, key: string, parent: Fields | null): Exported<T>;
function told(value: unknown, key: string, parent: Fields | null): unknown {
  if (typeof value === "number") return toldNumber(value, key, parent);
  if (key === "serviceLevels" && Array.isArray(value)) return toldLevels(value);
  if (Array.isArray(value))
    return value.map((one: unknown) => (typeof one === "number" ? toldCount(one) : told(one, key, parent)));
  if (!isFields(value)) return value;
  const whole = SHARES_OF_COUNTS.get(key);
  if (whole !== undefined) return toldShares(value, whole, parent);
  return Object.fromEntries(Object.entries(value).map(([name, one]) => [name, told(one, name, value)]));
}

function toldNumber(value: number, key: string, parent: Fields | null): Told {
  if (COUNTS.has(key)) return toldCount(value);
  if (OF_NOBODY.has(key)) return value;
  const [n, count] = [parent?.["n"], parent?.["count"]];
  if (key === "value" && typeof n === "number") return isTellingShare(value, n) ? null : value;
  if (key === "share" && typeof count === "number") return isTellingPart(count, value) ? null : value;
  // Times of so few are times of somebody.
  if (key.endsWith("Ms") && typeof n === "number") return isSmall(n) ? null : value;
  // Those that told too much are gone already.
  if (key === "change") return value;
  return null;
}

/**
 * Of the same contacts the difference of two thresholds tells how many lie between: where it is one or two, counted from the last
 * share that is told, the next is not. Thresholds ascend.
 */
function toldLevels(levels: readonly unknown[]): readonly unknown[] {
  let met: number | null = null;
  return levels.map((level) => {
    const one: unknown = told(level, "", null);
    if (!isFields(level) || !isFields(one)) return one;
    const [n, value] = [level["n"], one["value"]];
    if (typeof n !== "number" || typeof value !== "number") return one;
    const metNow = Math.round(value * n);
    if (met !== null && isSmall(Math.abs(metNow - met))) return { ...one, value: null };
    met = metNow;
    return one;
  });
}

function toldShares(shares: Fields, whole: string, parent: Fields | null): Fields {
  const counts = isFields(parent?.["counts"]) ? parent["counts"] : {};
  const of = counts[whole];
  if (typeof of !== "number" || of < LEAST_DENOMINATOR) return {};
  const kept = Object.entries(shares).filter(([name]) => {
    const count = counts[name];
    return typeof count === "number" && !isSmall(count);
  });
  return Object.fromEntries(kept);
}

/** What a count is a part of is not beside it: its share tells. None of however many is no part to speak of. */
const isTellingPart = (count: number, share: number): boolean =>
  isSmall(count) || (count > 0 && Math.round(count / share) < LEAST_DENOMINATOR);

function isTellingShare(share: number, of: number): boolean {
  const met = Math.round(share * of);
  return of < LEAST_DENOMINATOR || isSmall(met) || isSmall(of - met);
}

const toldCount = (count: number): Told => (isSmall(count) ? "<3" : count);
const isSmall = (count: number): boolean => count > 0 && count < LEAST_COUNT;
const isFields = (value: unknown): value is Fields =>
  typeof value === "object" && value !== null && !Array.isArray(value);
