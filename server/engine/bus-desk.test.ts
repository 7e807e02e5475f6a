import assert from "node:assert/strict";
import { it } from "node:test";

import type { TimeRange } from "#domain/ledger-cell.ts";
import { type EpochMs, later, minutes, seconds } from "#domain/time.ts";

import { heartbeat, ledgerAt, nine } from "../../test/support/ledger-house.ts";
import { BusDesk } from "./bus-desk.ts";
import { Coverage } from "./coverage.ts";
import { SourceLinks } from "./source-links.ts";

it("tells that a source was in touch then, from the first of what was heard", () => {
  const { board, clock, journal, ledger } = ledgerAt(later(nine, minutes(30)));
  const told: TimeRange[] = [];
  const desk = new BusDesk({
    journal: { ...journal, batchesAfter: () => [], appendFromBus: () => [] },
    board,
    ledger,
    links: new SourceLinks(["pbx"]),
    coverage: new Coverage(seconds(60)),
    clock,
    heardByEvents: new Set(),
    told: (range) => told.push(range),
    settle: () => true,
    relearn: () => undefined,
    changed: () => undefined,
  });
  const heard = (...instants: readonly EpochMs[]): void =>
    desk.takeFromBus(
      instants.map((received) => ({ event: heartbeat(received), received })),
      { name: "bus", value: "1" },
      clock.now(),
    );
  heard(later(nine, minutes(8)), later(nine, minutes(5)), later(nine, minutes(20)));
  assert.deepEqual(told, [{ from: later(nine, minutes(5)), to: clock.now() }]);
  heard(clock.now());
  assert.deepEqual(told.at(-1), { from: clock.now(), to: clock.now() });
});
