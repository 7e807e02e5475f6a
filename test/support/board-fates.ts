/** What the real board makes of events: how many contacts met each fate. Fates nobody met are left out. */
import { Board } from "#domain/board.ts";
import { createCalendar } from "#domain/calendar.ts";
import type { HelplineEvent } from "#domain/contact-event.ts";
import type { Fate } from "#domain/contact-story.ts";
import { seconds } from "#domain/time.ts";

export function boardFates(events: readonly HelplineEvent[]): Readonly<Partial<Record<Fate, number>>> {
  const board = new Board({
    rules: { phone: { thresholds: [seconds(20)], shortAbandon: seconds(5) } },
    calendar: createCalendar("Europe/Rome"),
  });
  const known = new Set<string>();
  for (const event of events) {
    const key = `${event.source} ${event.id}`;
    if (!known.has(key)) board.apply(event);
    known.add(key);
  }
  const fates: Partial<Record<Fate, number>> = {};
  for (const { fate } of board.stories()) fates[fate] = (fates[fate] ?? 0) + 1;
  return fates;
}
