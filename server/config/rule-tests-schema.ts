/**
 * Rehearsals of the alert rules: what is read over time, and which alerts are expected of it.
 * Written by operators, checked by `npm run check-rules`.
 */
import { z } from "zod";

import { SURGE_LEVELS, type SurgeLevel } from "#domain/surge.ts";

import { alertsSchema } from "./alerts-schema.ts";

/** `null`: no data in this step. */
export type Series<T> = readonly (T | null)[];

const MOST_STEPS = 100_000;
/** Two weeks: a rehearsal is looked at every five seconds of it. */
const MOST_MINUTES = 14 * 24 * 60;

/** Words such as `3*10`: the value 3 ten times; `_` is no data. */
function series<T>(decode: (word: string) => T | null, wanted: string) {
  return z
    .union([z.string(), z.number()], { error: `use ${wanted}` })
    .transform((text, context): Series<T> => {
      const values: (T | null)[] = [];
      for (const word of String(text).trim().split(/\s+/)) {
        const [, value = "", times = "1"] = /^(.+?)(?:\*(\d{1,5}))?$/.exec(word) ?? [];
        const decoded = value === "_" ? null : decode(value);
        if ((decoded === null && value !== "_") || values.length + Number(times) > MOST_STEPS) {
          context.addIssue({
            code: "custom",
            message: `${word}: use ${wanted}, each perhaps with * and how often`,
          });
          return z.NEVER;
        }
        for (let index = 0; index < Number(times); index += 1) values.push(decoded);
      }
      return values;
    });
}

const count = (word: string): number | null => (/^\d{1,6}$/.test(word) ? Number(word) : null);
const counts = series(count, "whole numbers");

const rates = series((word) => {
  const [, met, n] = /^(\d{1,6})\/(\d{1,6})$/.exec(word) ?? [];
  if (met === undefined || n === undefined || Number(met) > Number(n)) return null;
  return { met: Number(met), n: Number(n) };
}, "17/20 for 17 of 20 in the window");

const lost = series((word) => {
  const [, times, over] = /^(\d{1,4})\/(\d{1,4})$/.exec(word) ?? [];
  return times === undefined || over === undefined ? null : { count: Number(times), minutes: Number(over) };
}, "4/25 for four lost in a row over 25 minutes");

const oneOf = <const W extends string>(words: readonly W[]) =>
  series((word): W | null => words.find((one) => one === word) ?? null, words.join(", "));
const levels = oneOf<SurgeLevel>(SURGE_LEVELS);

const channel = z.strictObject({
  /** Of the answer rate or of a service level, by its name: `answered`, `20s`. */
  rates: z
    .record(z.string().regex(/^(answered|\d{1,4}s)$/, "use answered, or a threshold such as 20s"), rates)
    .default({}),
  onLine: counts.optional(),
  /** Available or busy; `onLine` when left out. */
  attending: counts.optional(),
  needed: counts.optional(),
  waiting: counts.optional(),
  lost: lost.optional(),
  surge: levels.optional(),
  tooQuiet: oneOf(["no", "yes"]).optional(),
  source: oneOf(["up", "down"]).optional(),
});

const minute = z.number().min(0).max(MOST_MINUTES);

const expectation = z.strictObject({
  atMinute: minute,
  /** Each as `firing watch understaffed/phone`, in any order. */
  alerts: z.array(
    z
      .string()
      .regex(
        /^(pending|firing|recovering) (info|watch|alarm) [a-z-]+\/\S+$/,
        "use status, severity and alert, such as firing watch understaffed/phone",
      ),
  ),
});

const TOLD = /^(\d{1,5}):([0-5]\d) (?:fired|escalated|repeated|resolved) (?:info|watch|alarm) [a-z-]+\/\S+$/;

const rehearsalSchema = z.strictObject({
  name: z.string().min(1),
  /** Minutes from one value of a series to the next; its last value stays. */
  everyMinutes: z.number().min(0.1).max(60).default(1),
  phone: channel.optional(),
  chat: channel.optional(),
  together: z.strictObject({ surge: levels }).optional(),
  knownDay: oneOf(["none", "tomorrow", "today"]).optional(),
  receiver: oneOf(["reached", "stuck"]).optional(),
  /** How long it lasts; when left out as long as the series and all that is expected. */
  untilMinute: minute.optional(),
  expect: z.array(expectation).default([]),
  /**
   * Everything that receivers are told, in order: `10:00 fired watch understaffed/phone`. When it is
   * left out and nothing is expected at any minute, nothing may be told.
   */
  told: z
    .array(
      z
        .string()
        .regex(
          TOLD,
          "use minutes:seconds, cause, severity and alert, such as 10:00 fired watch understaffed/phone",
        ),
    )
    .optional(),
});

const target = z.number().gt(0).max(1);

export const ruleTestsSchema = z.strictObject({
  /** As in the configuration; the defaults where nothing is said. */
  alerts: alertsSchema.prefault({}),
  targets: z
    .strictObject({
      phone: z.record(z.string(), target).default({ answered: 0.846 }),
      chat: z.record(z.string(), target).default({ "20s": 0.81, "60s": 0.95 }),
    })
    .prefault({}),
  tests: z.array(rehearsalSchema).min(1),
});

export type RuleTests = z.output<typeof ruleTestsSchema>;
export type Rehearsal = RuleTests["tests"][number];
export type RehearsedChannel = NonNullable<Rehearsal["phone"]>;

/** When a rehearsal ends, in minutes: as it says, or when its series and all that is expected are over; two weeks at most. */
export function minutesOf(rehearsal: Rehearsal): number {
  const { everyMinutes, untilMinute, expect, told = [] } = rehearsal;
  if (untilMinute !== undefined) return untilMinute;
  const toldAt = told.map((line) => {
    const [, whole = "0", second = "0"] = TOLD.exec(line) ?? [];
    return Number(whole) + Number(second) / 60;
  });
  const lasting = everySeries(rehearsal).map((values) => values.length * everyMinutes);
  return Math.min(
    MOST_MINUTES,
    Math.max(0, ...expect.map(({ atMinute }) => atMinute), ...toldAt, ...lasting),
  );
}

/** A series of one value stays from the beginning, and says nothing of the end. */
function everySeries({ phone, chat, together, knownDay, receiver }: Rehearsal): readonly Series<unknown>[] {
  const found: (Series<unknown> | undefined)[] = [together?.surge, knownDay, receiver];
  for (const one of [phone, chat]) {
    if (one === undefined) continue;
    found.push(...Object.values(one.rates), one.lost, one.onLine, one.attending, one.needed);
    found.push(one.waiting, one.surge, one.tooQuiet, one.source);
  }
  return found.filter((values) => values !== undefined).filter(({ length }) => length > 1);
}
