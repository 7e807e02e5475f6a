/** A day of the ledger as it stands on the bus: JSON in one order, compressed, and what it amounts to. */
import { hash } from "node:crypto";
import { deflateRawSync, inflateRawSync } from "node:zlib";

import { z } from "zod";

import { CHANNELS } from "#domain/contact-event.ts";
import { ledgerOutcomeOf } from "#domain/ledger-cell.ts";
import { type EpochMs, epochMs, hours, later, ms } from "#domain/time.ts";
import type { SharedHour, SharedLedgerPage } from "#engine/bus-ports.ts";

/** Days of UTC: they only sort hours into heaps that every node makes the same. */
const DAY = hours(24);
/** Local hours and days begin at full quarters of an hour, in whatever zone. */
const QUARTER = hours(1 / 4);
/** No day of any house comes near it; what is larger is not unpacked. */
const MOST_BYTES = 4_000_000;

/** `null`: the word names no day. */
export function dayNamed(word: string): number | null {
  return /^(0|[1-9]\d{0,5})$/.test(word) ? Number(word) : null;
}
export const dayOf = (at: EpochMs): number => Math.floor(at / DAY);
/** For a log: `2026-11-25`. */
export const dateOf = (day: number): string => new Date(day * DAY).toISOString().slice(0, 10);
export const rangeOf = (day: number) => ({ from: epochMs(day * DAY), to: later(epochMs(day * DAY), DAY) });

const word = z.string().regex(/^[a-z][a-z0-9_-]{0,40}$/);
const count = z.int().min(0);
const start = count.multipleOf(QUARTER).transform(epochMs);
const length = count.transform(ms);
const outcome = z
  .string()
  .regex(/^([a-zA-Z]+|outbound:[a-z][a-z0-9_-]{0,40})$/)
  .transform((text, context) => {
    const named = ledgerOutcomeOf(text);
    if (named === null) context.addIssue("no outcome");
    return named ?? z.NEVER;
  });
const cellSchema = z.tuple([
  z.enum(CHANNELS),
  word.nullable(),
  word.nullable(),
  outcome,
  count,
  length,
  z.array(z.tuple([count, count])),
  count,
  length,
]);
const hourSchema = z.strictObject({
  hour: start,
  source: word,
  state: z.enum(["closed", "imported"]),
  tells: z.enum(["arrivals", "queued"]),
  cells: z.array(cellSchema).refine((cells) => areDistinct(cells.map(cellKeyOf))),
});
const stepCounts = z.array(z.int().min(0).max(65_535)).max(400);
const stepsSchema = z
  .strictObject({
    day: start,
    channel: z.enum(CHANNELS),
    counts: stepCounts,
    known: z.array(z.int().min(0).max(1)).max(400),
  })
  .refine(({ counts, known }) => counts.length === known.length);
const pageSchema = z.strictObject({
  hours: z
    .array(hourSchema)
    .refine((shared) => areDistinct(shared.map(({ hour, source }) => `${hour} ${source}`))),
  steps: z
    .array(stepsSchema)
    .refine((steps) => areDistinct(steps.map(({ day, channel }) => `${day} ${channel}`))),
});

/** The same text for the same content, whichever node wrote it. */
export function pageText({ hours: shared, steps }: SharedLedgerPage): string {
  return JSON.stringify({
    hours: shared.toSorted((a, b) => a.hour - b.hour || compare(a.source, b.source)).map(hourOf),
    steps: steps
      .toSorted((a, b) => a.day - b.day || compare(a.channel, b.channel))
      .map(({ day, channel, counts, known }) => ({ day, channel, counts: [...counts], known: [...known] })),
  });
}

const hourOf = ({ hour, source, state, tells, cells }: SharedHour): z.input<typeof hourSchema> => ({
  hour,
  source,
  state,
  tells,
  cells: cells
    .map((cell): z.input<typeof cellSchema> => [
      cell.channel,
      cell.language,
      cell.entry,
      cell.outcome,
      cell.count,
      cell.waitSum,
      [...cell.waitBins].sort(([a], [b]) => a - b),
      cell.talks,
      cell.talkSum,
    ])
    .sort((a, b) => compare(cellKeyOf(a), cellKeyOf(b))),
});

export const digestOf = (text: string): string => hash("sha256", text).slice(0, 32);

export const packDay = (text: string): Buffer => deflateRawSync(text);

/** The page of that day; `null`: no node of ours wrote it. */
export function unpackDay(bytes: Buffer, ofDay: number): SharedLedgerPage | null {
  try {
    const text = inflateRawSync(bytes, { maxOutputLength: MOST_BYTES }).toString();
    const { hours: shared, steps } = pageSchema.parse(JSON.parse(text));
    const begins = [...shared.map(({ hour }) => hour), ...steps.map(({ day }) => day)];
    if (begins.some((at) => dayOf(at) !== ofDay)) return null;
    return {
      hours: shared.map((hour) =>
        Object.assign(hour, { cells: hour.cells.map((cell) => cellOf(hour, cell)) }),
      ),
      steps: steps.map(({ day, channel, counts, known }) => ({
        day,
        channel,
        counts: Uint16Array.from(counts),
        known: Uint8Array.from(known),
      })),
    };
  } catch {
    return null;
  }
}

function cellOf(
  { hour, source }: Pick<SharedHour, "hour" | "source">,
  [channel, language, entry, fate, number, waitSum, waitBins, talks, talkSum]: z.output<typeof cellSchema>,
): SharedHour["cells"][number] {
  return {
    hour,
    source,
    channel,
    language,
    entry,
    outcome: fate,
    count: number,
    waitSum,
    waitBins: new Map(waitBins),
    talks,
    talkSum,
  };
}

/** Words have none of `|`; nothing is written as nothing. */
const cellKeyOf = (cell: readonly [string, string | null, string | null, string, ...unknown[]]): string =>
  cell.slice(0, 4).join("|");
const areDistinct = (keys: readonly string[]): boolean => new Set(keys).size === keys.length;
const compare = (a: string, b: string): number => (a === b ? 0 : a < b ? -1 : 1);
