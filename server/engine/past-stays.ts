import type { Calendar, LocalDay } from "#domain/calendar.ts";
import type { Channel } from "#domain/contact-event.ts";
import type { LedgerCell } from "#domain/ledger-cell.ts";
import { type PastStays, pastStaysOf } from "#domain/usual-present.ts";

import { type ArrivalHistory, DAYS_OF_HISTORY } from "./arrival-history.ts";
import type { Ledger } from "./ledger.ts";
import { nextTurn } from "./next-turn.ts";
import type { Clock } from "./ports.ts";

/** Read in one turn, from today backwards: four weeks have every hour of the week. */
const DAYS_A_READ = 28;

/**
 * How long contacts stayed lately, of each channel: in the last four weeks, or where those have
 * too few contacts in as many more as it takes. Channels of which too little is known are left
 * out. Rejects with `JournalUnavailable` when the ledger cannot be read.
 */
export async function readPastStays(options: {
  readonly today: LocalDay;
  readonly channels: readonly Channel[];
  readonly ledger: Ledger;
  readonly clock: Clock;
  readonly calendar: Calendar;
  /** Of the same days. Hours of which only queued contacts are known say nothing of those who arrive. */
  readonly history: Pick<ArrivalHistory, "isQueuedOnly">;
}): Promise<ReadonlyMap<Channel, PastStays>> {
  const { today, channels, ledger, clock, calendar, history } = options;
  const earliest = ledger.knownFrom() ?? today.start;
  const found = new Map<Channel, PastStays>();
  const cells: LedgerCell[] = [];
  let to = today.start;
  for (let days = 0; days < DAYS_OF_HISTORY && to > earliest; days += DAYS_A_READ) {
    const from = calendar.daysLater(to, -DAYS_A_READ);
    const page = ledger.read({ from, to }, clock.now());
    cells.push(...page.cells.filter((cell) => !history.isQueuedOnly(cell)));
    for (const channel of channels) {
      if (found.has(channel)) continue;
      const stays = pastStaysOf(cells.filter((cell) => cell.channel === channel));
      if (stays !== null) found.set(channel, stays);
    }
    if (found.size === channels.length) break;
    to = from;
    await nextTurn();
  }
  return found;
}
