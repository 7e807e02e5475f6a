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

/** The smallest of 10, 12, 14, 16, 18, 20, 24, 28, 32, 36, 40, 44, 50, 60, ..., 90, 100, 120, ... with headroom above `value`: a scale that seldom jumps, and whose half is a whole number too. */
export function roundCeiling(value: number): number {
  const wanted = Math.max(10, value * 1.05);
  const power = 10 ** Math.floor(Math.log10(wanted));
  const step =
    [1, 1.2, 1.4, 1.6, 1.8, 2, 2.4, 2.8, 3.2, 3.6, 4, 4.4, 5, 6, 7, 8, 9, 10].find(
      (factor) => factor * power >= wanted,
    ) ?? 10;
  return Math.round(step * power);
}
