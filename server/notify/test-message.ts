import type { EpochMs } from "#domain/time.ts";
import type { NotificationMessage } from "#wire/alert.ts";

/** Of whom a test speaks. */
export interface TestHouse {
  readonly name: string;
  readonly locales: readonly string[];
  readonly timeZone: string;
  readonly simulated: boolean;
}

/** A message about nothing, by which a receiver is tried. Each has an id of its own: `unique` is random. */
export function testMessage(house: TestHouse, now: EpochMs, unique: string): NotificationMessage {
  return {
    id: `msg_test_${unique.replaceAll("-", "")}`,
    cause: "test",
    house: house.name,
    locales: house.locales,
    timeZone: house.timeZone,
    atMs: now,
    simulated: house.simulated,
    alerts: [],
  };
}
