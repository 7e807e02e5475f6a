import { styleText } from "node:util";

import { type DurationMs, elapsed, type EpochMs, epochMs, ms } from "#domain/time.ts";

/** Redrawn at most ten times a second: nobody reads faster. */
const REDRAW_EVERY = ms(100);
const BAR_CELLS = 24;
/** Without a terminal, one line for each of these. */
const TENTH = 0.1;
const MB = 1_000_000;
const TO_LINE_START_AND_CLEAR = "\r\u001B[K";

export interface Progress {
  readonly bytes: number;
  readonly totalBytes: number;
  readonly rows: number;
  readonly elapsed: DurationMs;
}

/** Where a bar is drawn: standard error, or what a test reads. */
export interface BarOutput {
  readonly isTTY?: boolean;
  write(text: string): unknown;
}

export interface ProgressBar {
  update(bytes: number, rows: number): void;
  /** Takes the bar away. */
  close(): void;
}

/**
 * One line that is drawn over on a terminal; without a terminal, a line for every
 * tenth. By bytes, because nobody knows beforehand how many rows there are.
 */
export function createProgressBar(options: {
  readonly output: BarOutput;
  readonly totalBytes: number;
  /** Any clock that does not go back, in milliseconds. */
  readonly now: () => number;
}): ProgressBar {
  const { output, totalBytes } = options;
  const now = (): EpochMs => epochMs(options.now());
  const started = now();
  let drawnAt: EpochMs | null = null;
  let tenths = 0;

  const draw = (progress: Progress, at: EpochMs): void => {
    if (drawnAt !== null && elapsed(drawnAt, at) < REDRAW_EVERY) return;
    drawnAt = at;
    const bar = barOf(shareOf(progress));
    output.write(`${TO_LINE_START_AND_CLEAR}  ${styleText("cyan", bar)}  ${progressText(progress)}`);
  };
  const tell = (progress: Progress): void => {
    const reached = Math.floor(shareOf(progress) / TENTH + Number.EPSILON);
    if (reached <= tenths) return;
    tenths = reached;
    output.write(`${progressText(progress)}\n`);
  };

  return {
    update(bytes, rows) {
      const at = now();
      const progress = { bytes, totalBytes, rows, elapsed: elapsed(started, at) };
      if (output.isTTY === true) draw(progress, at);
      else tell(progress);
    },
    close() {
      if (drawnAt !== null) output.write(TO_LINE_START_AND_CLEAR);
    },
  };
}

/** `58 %   74.2 of 128.0 MB   182,000 rows/s   0:03 left`. */
export function progressText(progress: Progress): string {
  const { bytes, totalBytes, rows } = progress;
  const share = shareOf(progress);
  const rate = progress.elapsed === 0 ? 0 : Math.round((rows / progress.elapsed) * 1_000);
  const left = share === 0 ? null : (progress.elapsed / share) * (1 - share);
  return [
    `${Math.floor(share * 100)} %`.padStart(5),
    `${megabytes(bytes)} of ${megabytes(totalBytes)} MB`,
    `${rate.toLocaleString("en")} rows/s`,
    left === null || left === 0 ? "" : `${clockText(left)} left`,
  ]
    .join("   ")
    .trimEnd();
}

/** An empty file is read at once. */
const shareOf = ({ bytes, totalBytes }: Progress): number =>
  totalBytes === 0 ? 1 : Math.min(1, bytes / totalBytes);

const megabytes = (bytes: number): string => (bytes / MB).toFixed(1);

function clockText(milliseconds: number): string {
  const whole = Math.ceil(milliseconds / 1_000);
  return `${Math.floor(whole / 60)}:${String(whole % 60).padStart(2, "0")}`;
}

function barOf(share: number): string {
  const full = Math.floor(share * BAR_CELLS);
  return "█".repeat(full) + "░".repeat(BAR_CELLS - full);
}
