/**
 * The outbox keeps the time of the house, which in a simulation runs faster than life. Receivers and
 * people live in real time, and so do all waits between them: rows are looked at as if the house had
 * run at that pace too, and what comes of it is written in the time of the house.
 */
import { type DurationMs, type EpochMs, epochMs, ms } from "#domain/time.ts";
import type { OutboxRow } from "#engine/alert-ports.ts";

/** A row with its instants as far from now as they are in real time. */
export const inRealTime = (row: OutboxRow, now: EpochMs, speed: number): OutboxRow => ({
  ...row,
  createdAt: realInstant(row.createdAt, now, speed),
  nextAt: realInstant(row.nextAt, now, speed),
});

export const realInstant = (at: EpochMs, now: EpochMs, speed: number): EpochMs =>
  epochMs(now + (at - now) / speed);

/** What `realInstant` undoes. */
export const houseInstant = (at: EpochMs, now: EpochMs, speed: number): EpochMs =>
  epochMs(Math.round(now + (at - now) * speed));

/** How long the clock of the house runs meanwhile. */
export const houseLength = (length: DurationMs, speed: number): DurationMs => ms(length * speed);
