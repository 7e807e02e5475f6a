/**
 * Surge and projection on quarters of free-running arrivals, beside what was measured when the
 * method was chosen (120 x 13 weeks), and on 25 November in the quarter of the report:
 * `node test/verify/surge.ts [QUARTERS] [SEEDS]`.
 */
import { SCENARIOS, type Scenario } from "../support/free-arrivals.ts";
import { NOVEMBER_25 } from "../support/great-day.ts";
import {
  calibratedAlerts,
  coldStart,
  detections,
  falseAlerts,
  falseSilences,
  greatDay,
  judgedDay,
  type Judged,
  judgedQuarter,
  ordinaryQuarter,
  type PerLevel,
  quarterCallsOf,
  type Stream,
  TRIAL_MONTHS,
} from "../support/surge-trials.ts";
import { quantileOf, SAID_AT } from "../support/watched-stream.ts";

const quarters = Number(process.argv[2] ?? 40);
const seeds = Number(process.argv[3] ?? 50);
const months = quarters * TRIAL_MONTHS;
/** Fewer alerts than these are told apart from their double by chance alone. */
const FEW = 20;
const LEVEL_NAMES = ["elevated", "surge", "extreme"] as const;

interface Row {
  readonly stream: Stream;
  readonly scenario: Scenario;
  /** Alerts per month. */
  readonly alerts: PerLevel;
}

const FALSE_ALERTS: readonly Row[] = [
  { stream: "phone", scenario: "poisson", alerts: [0.04, 0, 0] },
  { stream: "phone", scenario: "mild", alerts: [1.05, 0.03, 0] },
  { stream: "phone", scenario: "base", alerts: [5.4, 0.82, 0.06] },
  { stream: "phone", scenario: "harsh", alerts: [14.7, 5.4, 1.4] },
  { stream: "phone", scenario: "media", alerts: [5.7, 0.97, 0.11] },
  { stream: "chat", scenario: "base", alerts: [1.6, 0.18, 0.01] },
  { stream: "pooled", scenario: "base", alerts: [4.4, 0.43, 0.02] },
];
/** Median minutes until each level, calls, base. */
const DETECTION: readonly { readonly factor: number; readonly minutes: PerLevel }[] = [
  { factor: 2, minutes: [125, 315, Infinity] },
  { factor: 2.5, minutes: [65, 120, 313] },
  { factor: 3, minutes: [45, 65, 120] },
];

/** Alerts per month with thresholds of the stream's own, measured on the quarter before. */
const CALIBRATED: Partial<Record<Scenario, PerLevel>> = {
  mild: [2.9, 0.36, 0.01],
  base: [4.6, 1.1, 0.13],
  harsh: [5.5, 1.3, 0.22],
};

const SILENCES: Partial<Record<Scenario, number>> = { base: 0.03, harsh: 0.22 };
const PROJECTED = new Set(["phone, mild", "phone, base", "phone, harsh", "chat, base"]);

for (const row of FALSE_ALERTS) {
  const name = `${row.stream}, ${row.scenario}`;
  const isBase = name === "phone, base";
  const trials = Array.from({ length: quarters }, (_, number) => trialOf(row, number, isBase));
  tellAlerts(
    `${name}: false alerts a month`,
    row.alerts,
    trials.map((trial) => trial.alerts),
  );
  const calibrated = row.stream === "phone" ? CALIBRATED[row.scenario] : undefined;
  if (calibrated !== undefined)
    tellAlerts(
      `${name}, own thresholds: false alerts a month`,
      calibrated,
      trials.map((trial) => trial.calibrated),
    );
  const silences = row.stream === "phone" ? SILENCES[row.scenario] : undefined;
  if (silences !== undefined)
    tellPerMonth(`${name}: falsely too quiet, a month`, silences, sum(trials.map((trial) => trial.silences)));
  const judged = trials.flatMap((trial) => trial.judged);
  if (isBase) tellBands(name, judged);
  if (PROJECTED.has(name)) tellProjections(name, judged);
  if (isBase)
    for (const [index, { factor, minutes }] of DETECTION.entries())
      tellDetection(
        factor,
        minutes,
        trials.flatMap((trial) => trial.found[index] ?? []),
      );
}
tellGreatDay();
tellColdStart();

/** What is told of one quarter. The quarter itself would fill the memory. */
function trialOf({ stream, scenario }: Row, number: number, isSurged: boolean) {
  const quarter = ordinaryQuarter(`quarter ${number + 1}`, stream, SCENARIOS[scenario]);
  return {
    alerts: falseAlerts(quarter),
    calibrated: calibratedAlerts(quarter),
    silences: falseSilences(quarter),
    judged: judgedQuarter(quarter),
    found: isSurged ? DETECTION.map(({ factor }) => detections(quarter, factor)) : [],
  };
}

function tellAlerts(name: string, table: PerLevel, counts: readonly PerLevel[]): void {
  for (const [level, perMonth] of table.entries())
    tellPerMonth(`${name}, ${LEVEL_NAMES[level]}`, perMonth, sum(counts.map((count) => count[level] ?? 0)));
}

/** Within a factor of 2 of the table; where that lets expect only a few, chance counts too (two standard deviations). */
function tellPerMonth(row: string, table: number, count: number): void {
  const expected = table * months;
  const chance = expected < FEW ? (2 * Math.sqrt(Math.max(1, 2 * expected))) / months : 0;
  const [least, most] = [Math.max(0, table / 2 - chance), 2 * table + chance];
  const measured = count / months;
  tell(
    row,
    `${table} (${digits(least)} to ${digits(most)})`,
    measured,
    "",
    measured >= least && measured <= most,
  );
}

function tellDetection(factor: number, table: PerLevel, found: readonly PerLevel[]): void {
  for (const [level, minutes] of table.entries()) {
    const median = quantileOf(
      found.map((one) => one[level] ?? Number.NaN).filter((one) => !Number.isNaN(one)),
      0.5,
    );
    // The surge lasts eight hours: more than these is all that is known.
    const isNear =
      minutes === Infinity ? median === Infinity : median >= 0.75 * minutes && median <= 1.25 * minutes;
    tell(
      `phone, base, x${factor}: median until ${LEVEL_NAMES[level]}`,
      `${timeOf(minutes)} +- 25 %`,
      timeOf(median),
      "min",
      isNear,
    );
  }
}

/** On ordinary days: those without a surge. */
function tellProjections(name: string, judged: readonly Judged[]): void {
  for (const hour of SAID_AT) {
    const all = judged.filter((one) => one.hour === hour);
    const own = all.filter(({ isOrdinary }) => isOrdinary);
    const [error, width] = [mean(own.map((one) => one.error)), mean(own.map((one) => one.width))];
    const ofAll = mean(all.map(({ isInside }) => Number(isInside)));
    tellShare(
      `${name}: projection at ${hour} h holds (error ${percent(error)}, width ${percent(width)}; on all days ${percent(ofAll)})`,
      [75, 85],
      own.map(({ isInside }) => isInside),
    );
  }
}

/** A range for one spread of all houses, measured where that spread is right. */
function tellBands(name: string, judged: readonly Judged[]): void {
  const ofDay = judged.map(({ isUsual }) => isUsual);
  tellShare(`${name}: day so far in its usual range`, [75, 88], ofDay);
  const ofHour = judged.map(({ isUsualHour }) => isUsualHour);
  tellShare(`${name}: last hour in its usual range`, [75, 88], ofHour);
}

function tellGreatDay(): void {
  const days = Array.from({ length: seeds }, (_, number) => quarterCallsOf(`quarter ${number + 1}`));
  const without = days.map((quarter) => greatDay(quarter, []));
  const surges = without.map(({ reached }) => reached[1]);
  const inTime = surges.filter((minutes) => minutes <= 10.5 * 60).length;
  const times = [0.1, 0.5, 0.9].map((part) => clockOf(quantileOf(surges, part))).join(" / ");
  tell(
    `25 November, not in the calendar: surge by 10:30 (8:08 / 9:00 / 9:55; ${times})`,
    `>= ${digits(0.9 * seeds)} of ${seeds}`,
    inTime,
    "",
    inTime >= 0.9 * seeds,
  );
  const announced = days.map((quarter) => greatDay(quarter, [NOVEMBER_25]));
  const alarms = announced.filter(({ reached }) => reached[1] < Infinity).length;
  tell(
    "25 November, in the calendar: false surges",
    `<= ${digits(0.1 * seeds)} of ${seeds}`,
    alarms,
    "",
    alarms <= 0.1 * seeds,
  );
  for (const { name, found } of [
    { name: "not in the calendar (92 %)", found: without },
    { name: "in the calendar (99 %)", found: announced },
  ]) {
    const atNoon = found.flatMap(({ watched }) => judgedDay(watched)).filter(({ hour }) => hour === 12);
    tellShare(
      `25 November, ${name}: projection at 12 h holds`,
      [80, 100],
      atNoon.map(({ isInside }) => isInside),
    );
  }
}

function tellColdStart(): void {
  const starts = Array.from({ length: seeds }, (_, number) =>
    coldStart(`start ${number + 1}`, SCENARIOS.base, number % 7),
  );
  const calm = starts.filter((start) => start.falseAlerts[1] === 0).length;
  tell(
    "no history: first weeks without a false surge",
    `>= ${digits(0.8 * seeds)} of ${seeds}`,
    calm,
    "",
    calm >= 0.8 * seeds,
  );
  const median = quantileOf(
    starts.map(({ minutes }) => minutes),
    0.5,
  );
  tell(
    "no history: median until surge, x2.5 on the third day at 10 h",
    "< 180 (100)",
    timeOf(median),
    "min",
    median < 180,
  );
}

function tellShare(row: string, [least, most]: readonly [number, number], cases: readonly boolean[]): void {
  const measured = (100 * cases.filter(Boolean).length) / cases.length;
  tell(row, `${least} to ${most}`, measured, "%", measured >= least && measured <= most);
}

function tell(row: string, target: string, measured: number | string, unit: string, reached: boolean): void {
  if (!reached) process.exitCode = 1;
  process.stdout.write(`${JSON.stringify({ row, target, measured, unit, reached })}\n`);
}

function mean(values: readonly number[]): number {
  return sum(values) / values.length;
}

function digits(value: number): number {
  return Number(value.toPrecision(3));
}

function percent(share: number): string {
  return `${digits(100 * share)} %`;
}

function timeOf(minutes: number): number | string {
  return minutes === Infinity ? "> 480" : minutes;
}

function clockOf(minutes: number): string {
  return minutes === Infinity
    ? "never"
    : `${Math.floor(minutes / 60)}:${String(minutes % 60).padStart(2, "0")}`;
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}
