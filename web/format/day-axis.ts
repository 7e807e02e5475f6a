const HOUR_MS = 3_600_000;
const EVERY_HOURS = 6;

export interface HourTick {
  readonly atMs: number;
  readonly label: string;
}

/**
 * Ticks of a local day at 0, 6, 12, 18 and 24 o'clock, as instants. On the days
 * when the clock changes six o'clock is five or seven hours after midnight.
 */
export function hourTicks(dayStartMs: number, dayEndMs: number, timeZone: string): readonly HourTick[] {
  const hourOf = new Intl.DateTimeFormat("en", { timeZone, hour: "numeric", hourCycle: "h23" });
  const ticks: HourTick[] = [];
  for (let atMs = dayStartMs; atMs < dayEndMs; atMs += HOUR_MS) {
    const hour = Number(hourOf.format(atMs));
    const isNew = ticks.at(-1)?.label !== String(hour);
    if (hour % EVERY_HOURS === 0 && isNew) ticks.push({ atMs, label: String(hour) });
  }
  return [...ticks, { atMs: dayEndMs, label: "24" }];
}

/** The smallest of 10, 12, 16, 20, 24, 30, 40, 50, 60, 80, 100, 120, ... with headroom above `value`: a scale that seldom jumps. */
export function roundCeiling(value: number): number {
  const wanted = Math.max(10, value * 1.08);
  const power = 10 ** Math.floor(Math.log10(wanted));
  const step = [1, 1.2, 1.6, 2, 2.4, 3, 4, 5, 6, 8, 10].find((factor) => factor * power >= wanted) ?? 10;
  return Math.round(step * power);
}
