import { clusteringOf, type RateBlock } from "#domain/alert/clustering.ts";
import { readTally } from "#domain/alert/recent-contacts.ts";
import type { RateReading } from "#domain/alert/readings.ts";
import type { BoardRules } from "#domain/board.ts";
import type { Calendar, LocalDay } from "#domain/calendar.ts";
import { type Channel, CHANNELS } from "#domain/contact-event.ts";
import type { LedgerCell } from "#domain/ledger-cell.ts";
import { groupByFate, tallyOf } from "#domain/ledger-tally.ts";
import { STRICT_RATES } from "#domain/metrics.ts";
import { type DurationMs, type EpochMs, epochMs, hours } from "#domain/time.ts";

import type { Ledger } from "./ledger.ts";
import { JournalUnavailable } from "./ports.ts";
import type { HouseRules } from "./snapshot.ts";

const DAYS = 28;
const BLOCK = hours(4);
const LAST_BAND = 5;

export interface AlertClusteringOptions {
  readonly ledger: Pick<Ledger, "read">;
  readonly calendar: Calendar;
  readonly rules: BoardRules;
  readonly rates: HouseRules["rates"];
}

/** By channel and threshold: how much the fates of contacts hang together. */
type Learned = ReadonlyMap<
  Channel,
  readonly { readonly threshold: DurationMs | null; readonly value: number | null }[]
>;

/** How much misses come in clusters in this house, learned from the last four weeks once a local day. */
export class AlertClustering {
  readonly #options: AlertClusteringOptions;
  #day: EpochMs | null = null;
  #learned: Learned = new Map();

  constructor(options: AlertClusteringOptions) {
    this.#options = options;
  }

  /** `null`: too little is known yet. */
  of(channel: Channel, threshold: DurationMs | null, now: EpochMs): number | null {
    const today = this.#options.calendar.dayOf(now);
    if (today.start !== this.#day) this.#learn(today, now);
    return this.#learned.get(channel)?.find((one) => one.threshold === threshold)?.value ?? null;
  }

  /** What cannot be read today is read tomorrow; until then what was learned before holds. */
  #learn(today: LocalDay, now: EpochMs): void {
    const { ledger, calendar } = this.#options;
    this.#day = today.start;
    try {
      const range = { from: calendar.daysLater(today.start, -DAYS), to: today.start };
      const { cells } = ledger.read(range, now);
      this.#learned = new Map(
        CHANNELS.map((channel) => [
          channel,
          this.#ofChannel(
            channel,
            cells.filter((cell) => cell.channel === channel),
          ),
        ]),
      );
    } catch (error) {
      if (!(error instanceof JournalUnavailable)) throw error;
    }
  }

  #ofChannel(channel: Channel, cells: readonly LedgerCell[]) {
    const rules = this.#options.rules[channel];
    if (rules === undefined) return [];
    const rates = this.#options.rates[channel] ?? STRICT_RATES;
    const blocks = Map.groupBy(cells, (cell) => this.#blockOf(cell.hour));
    const readings = [...blocks].map(([start, block]) => ({
      band: start - this.#calendarStart(start),
      rates: readTally(tallyOf(groupByFate(block), rules), rules, rates),
    }));
    return [null, ...rules.thresholds].map((threshold) => ({
      threshold,
      value: clusteringOf(
        readings.flatMap((one) =>
          rateBlockOf(
            one.band,
            one.rates.find((rate) => rate.threshold === threshold),
          ),
        ),
      ),
    }));
  }

  /** When the four hours began in which it lies, from local midnight; an hour more or less belongs to the last of a day. */
  #blockOf(hour: EpochMs): EpochMs {
    const midnight = this.#calendarStart(hour);
    const band = Math.min(LAST_BAND, Math.floor((hour - midnight) / BLOCK));
    return epochMs(midnight + band * BLOCK);
  }

  #calendarStart(at: EpochMs): EpochMs {
    return this.#options.calendar.dayOf(at).start;
  }
}

const rateBlockOf = (band: number, rate: RateReading | undefined): readonly RateBlock[] =>
  rate === undefined ? [] : [{ band, n: rate.n, met: rate.met }];
