/**
 * False alarms and detection of the alert rules over simulated months, beside what was measured
 * when the rules were chosen (docs/alerts.md): `node test/verify/alerts.ts [MONTHS]`.
 */
import { answerRateTrial, drawnTrial, queueTrial, type RateTrial } from "../support/alert-trials.ts";
import { falseDeadLines, minutesToDeadLine } from "../support/dead-line-trials.ts";
import { plannedTeam, reportTeam } from "../support/outcome-streams.ts";
import { quantileOf } from "../support/watched-stream.ts";

const months = Number(process.argv[2] ?? 60);
const SEED = "verify";
/** Fewer alarms than these are told apart from their double by chance alone. */
const FEW = 20;
/** Rows of a table in percent are compared as they are where a factor would say nothing. */
const PERCENT_SLACK = 5;

interface DrawnRow {
  readonly name: string;
  readonly channel: "phone" | "chat";
  readonly areClustered: boolean;
  readonly clustering: number;
  readonly watch: number;
  readonly alarm: number;
  /** Of falls from 81 to 60 %, those found within 2, 4 and 8 hours, in percent. */
  readonly found: readonly [number, number, number];
}

const DRAWN: readonly DrawnRow[] = [
  {
    name: "chats, each by itself",
    channel: "chat",
    areClustered: false,
    clustering: 0.02,
    watch: 0.9,
    alarm: 0.02,
    found: [2, 16, 36],
  },
  {
    name: "chats, in clusters",
    channel: "chat",
    areClustered: true,
    clustering: 0.025,
    watch: 2,
    alarm: 0.28,
    found: [3, 16, 37],
  },
  {
    name: "calls, in clusters",
    channel: "phone",
    areClustered: true,
    clustering: 0.025,
    watch: 2.4,
    alarm: 0.34,
    found: [7, 32, 60],
  },
];
/** Falls from 81 to 20 %: hours until half of them are found. */
const DEEP = { chat: { watch: 2.6, alarm: 3.3 }, phone: { watch: 2, alarm: 2.6 } } as const;

for (const row of DRAWN) {
  const trial = drawnTrial({ ...row, rate: 0.81, fallsTo: 0.6, months, seed: SEED });
  tellFalse(row.name, row, trial, months);
  tellFound(`${row.name}, 81 to 60 %`, row.found, trial);
  if (!row.areClustered) continue;
  const deep = drawnTrial({ ...row, rate: 0.81, fallsTo: 0.2, months, seed: SEED });
  for (const severity of ["watch", "alarm"] as const)
    tellFactor(
      `${row.name}, 81 to 20 %: median until ${severity}`,
      DEEP[row.channel][severity],
      quantileOf(
        deep.found.map((one) => one[severity]),
        0.5,
      ),
      "h",
    );
}

const queued = queueTrial({ clustering: 0.1, months: 2 * months, seed: SEED });
const [usual, fallen] = queued.rates.map((rate) => (100 * rate).toFixed(1));
const queueName = `calls, a real queue (${usual} % in 20 s; ${fallen} % with one operator fewer)`;
tellFalse(queueName, { watch: 0.47, alarm: 0.03 }, queued, 2 * months);
tellFound(queueName, [1, 4, 13], queued);

for (const { name, channel, areClustered, most } of [
  { name: "chats, in clusters", channel: "chat", areClustered: true, most: 2 },
  { name: "calls, in clusters", channel: "phone", areClustered: true, most: 2.4 },
] as const) {
  const shipped = drawnTrial({
    channel,
    areClustered,
    clustering: 0.05,
    rate: 0.81,
    fallsTo: 0.6,
    months,
    seed: SEED,
  });
  tellMost(`${name}, as shipped: watches without a cause, a month`, most, shipped.false.watch);
  tellShipped(name, shipped);
}
const shippedQueue = queueTrial({ clustering: 0.05, months: 2 * months, seed: SEED });
tellShipped("calls, a real queue", shippedQueue);
const answered = answerRateTrial(months, SEED);
tellMost(
  `calls, answer rate of the report's team (${(100 * answered.rate).toFixed(1)} %), as shipped: watches a month`,
  4.8,
  answered.false.watch,
);

for (const { name, team, perMonth } of [
  { name: "well staffed", team: plannedTeam(), perMonth: 0.4 },
  { name: "the report's team", team: reportTeam(), perMonth: 3.5 },
]) {
  const measured = falseDeadLines(team, months, SEED);
  const share = (100 * measured.answered).toFixed(1);
  tellCount(
    `four in a row lost, ${name} (${share} % answered): alarms a month`,
    perMonth,
    measured.perMonth,
    months,
  );
}
const byHour = [10, 14, 20, 2].map((hour) => minutesToDeadLine(hour, months, SEED));
for (const [index, hour] of [10, 14, 20, 2].entries())
  tellFactor(
    `nobody on shift from ${hour} h: median until alarm`,
    hour === 2 ? 97 : 31,
    quantileOf(byHour[index] ?? [], 0.5),
    "min",
  );
const all = byHour.flat();
const withinHour = (100 * all.filter((minutes) => minutes <= 60).length) / all.length;
tellFactor("nobody on shift: alarm within an hour", 78, withinHour, "%");

function tellFalse(
  name: string,
  table: { readonly watch: number; readonly alarm: number },
  trial: RateTrial,
  length: number,
): void {
  for (const severity of ["watch", "alarm"] as const)
    tellCount(`${name}: false ${severity} a month`, table[severity], trial.false[severity], length);
}

function tellFound(name: string, table: readonly number[], { found }: RateTrial): void {
  for (const [index, hours] of [2, 4, 8].entries()) {
    const percent = (100 * found.filter(({ watch }) => watch <= hours).length) / found.length;
    const wanted = table[index] ?? 0;
    const isNear =
      Math.abs(percent - wanted) <= PERCENT_SLACK || (percent >= wanted / 2 && percent <= 2 * wanted);
    tell(
      `${name}: watch within ${hours} h`,
      `${wanted}, factor 2 or ${PERCENT_SLACK} points`,
      percent,
      "%",
      isNear,
    );
  }
}

/** Before `rho` is learned: printed beside what is measured with it, without a limit of its own. */
function tellShipped(name: string, { false: raised, found }: RateTrial): void {
  for (const severity of ["watch", "alarm"] as const)
    tell(`${name}, as shipped: false ${severity} a month`, "printed only", raised[severity], "", true);
  for (const hours of [2, 4, 8]) {
    const percent = (100 * found.filter(({ watch }) => watch <= hours).length) / found.length;
    tell(`${name}, as shipped: watch within ${hours} h`, "printed only", percent, "%", true);
  }
}

/** Within a factor of 2 of the table; where that lets expect only a few, chance counts too (two standard deviations). */
function tellCount(row: string, table: number, measured: number, length: number): void {
  const expected = table * length;
  const chance = expected < FEW ? (2 * Math.sqrt(Math.max(1, 2 * expected))) / length : 0;
  const [least, most] = [Math.max(0, table / 2 - chance), 2 * table + chance];
  tell(
    row,
    `${table} (${digits(least)} to ${digits(most)})`,
    measured,
    "",
    measured >= least && measured <= most,
  );
}

function tellFactor(row: string, table: number, measured: number, unit: string): void {
  tell(row, `${table}, factor 2`, digits(measured), unit, measured >= table / 2 && measured <= 2 * table);
}

function tellMost(row: string, most: number, measured: number): void {
  tell(row, `<= ${most}`, digits(measured), "", measured <= most);
}

function tell(row: string, target: string, measured: number, unit: string, reached: boolean): void {
  if (!reached) process.exitCode = 1;
  process.stdout.write(`${JSON.stringify({ row, target, measured: digits(measured), unit, reached })}\n`);
}

function digits(value: number): number {
  return Number(value.toPrecision(3));
}
