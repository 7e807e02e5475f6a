/** One node's ledger and its part of the exchange between nodes, on a real bus; its clock stands. */
import path from "node:path";
import { DatabaseSync } from "node:sqlite";
import type { TestContext } from "node:test";

import { busKeysOf } from "#bus/bus-keys.ts";
import { busSchema } from "#config/bus-schema.ts";
import { connectBus } from "#bus/connection.ts";
import { pageText } from "#bus/ledger-day.ts";
import { LedgerExchange } from "#bus/ledger-exchange.ts";
import type { LedgerCell } from "#domain/ledger-cell.ts";
import { earlier, type EpochMs, epochMs, hours, later, ms } from "#domain/time.ts";
import { openLedger } from "#journal/open-ledger.ts";

import { manualClock } from "./manual-clock.ts";
import { memoryBookmarks } from "./memory-bookmarks.ts";
import type { RedisServer } from "./redis-server.ts";
import { temporaryDirectory } from "./temporary-directory.ts";
import { systemClock } from "#platform/clock.ts";

/** What the clock says. */
export const NOW = epochMs(Date.UTC(2026, 10, 25, 8, 30));
/** Midnight in Rome. */
const TODAY = epochMs(Date.UTC(2026, 10, 24, 23));
const silent = { debug() {}, info() {}, warn() {}, error() {} };
/** All that there is. */
export const ALL = { from: epochMs(0), to: later(NOW, hours(24)) };

export const cell = (hour: EpochMs, count: number): LedgerCell => ({
  hour,
  source: "pbx",
  channel: "phone",
  language: "it",
  entry: "phone",
  outcome: "answered",
  count,
  waitSum: ms(count * 7_000),
  waitBins: new Map([[7, count]]),
  talks: count,
  talkSum: ms(count * 60_000),
});

const sayTo =
  (lines: string[]) =>
  (fields: object, message: string): void =>
    void lines.push(`${message} ${JSON.stringify(fields)}`);

/** A node's ledger and its part of the exchange; the clock stands. */
export async function openLedgerParty(
  t: TestContext,
  redis: RedisServer,
  now = NOW,
  ownFrom = earlier(now, hours(24)),
) {
  const directory = temporaryDirectory(t);
  const ledger = openLedger({ directory, kind: "real" });
  const said: string[] = [];
  const noted: string[] = [];
  const bus = busSchema.parse({ url: redis.url, secretFile: "unused" });
  const connection = connectBus({
    bus,
    node: "a",
    readSecret: () => "",
    clock: systemClock,
    random: Math.random,
    logger: silent,
  });
  let grown = 0;
  let isReady = true;
  const exchange = new LedgerExchange({
    ledger,
    engine: { countsFrom: () => ownFrom, ledgerGrew: () => (grown += 1) },
    journal: memoryBookmarks(),
    connection,
    keys: busKeysOf("vedetta"),
    clock: manualClock(now),
    logger: { ...silent, info: sayTo(noted), warn: sayTo(said), error: sayTo(said) },
    isReady: () => isReady,
  });
  t.after(async () => {
    await exchange.close();
    connection.close();
    ledger.close();
  });
  await connection.read((client) => client.ping());
  while (!connection.isUp) await new Promise(setImmediate);
  return {
    ledger,
    exchange,
    /** What the log warns of, and what it only notes. */
    said,
    noted,
    /** One word of that hour is no word of ours any more. */
    damage(hour: EpochMs) {
      const file = new DatabaseSync(path.join(directory, "ledger.sqlite"));
      file.prepare("UPDATE cells SET channel = 'damaged' WHERE hour = ?").run(hour);
      file.close();
    },
    /** Nothing that is new of that source can be stored. */
    refuse(source: string) {
      const file = new DatabaseSync(path.join(directory, "ledger.sqlite"));
      file.exec(
        `CREATE TRIGGER refused BEFORE INSERT ON hours WHEN NEW.source = '${source}' BEGIN SELECT RAISE(ABORT, 'refused'); END`,
      );
      file.close();
    },
    text: () => pageText(ledger.readShared(ALL)),
    grown: () => grown,
    ready: (yes: boolean) => (isReady = yes),
    close: (hour: EpochMs, count: number) =>
      ledger.closeHours({ from: hour, to: later(hour, hours(1)) }, [cell(hour, count)], {
        journal: "a",
        seq: 1,
      }),
    import: (hour: EpochMs, count: number) =>
      ledger.importHours({ source: "pbx", hours: [hour], cells: [cell(hour, count)] }),
  };
}

/** So many hours before midnight. */
export const hourBefore = (count: number): EpochMs => earlier(TODAY, hours(count));
