import assert from "node:assert/strict";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { after, it } from "node:test";

import { alertsOf } from "#config/alert-rules.ts";
import { feedsOf } from "#config/outlook-rules.ts";
import { boardRulesOf, houseRulesOf } from "#config/house-rules.ts";
import { loadConfig } from "#config/load-config.ts";
import { createCalendar } from "#domain/calendar.ts";
import { epochMs, minutes } from "#domain/time.ts";
import { Engine } from "#engine/engine.ts";
import { figureReadings } from "#engine/figure-readings.ts";
import { ALONE } from "#engine/lease.ts";
import { openJournal } from "#journal/open-journal.ts";
import { openLedger } from "#journal/open-ledger.ts";
import { createLogger } from "#platform/logger.ts";
import { stateCodec } from "#platform/state-codec.ts";
import { createEventDecoder } from "#sources/http-events/decode-event.ts";
import { vocabularyOf } from "#sources/http-events/vocabulary.ts";

import { everyCloudEvent, PRODUCERS_CONFIG } from "../../test/support/cloud-events.ts";
import { manualClock } from "../../test/support/manual-clock.ts";
import { houseOf } from "./house.ts";
import { boardSnapshotSchema, figuresSchema, heartbeatSchema, trendSchema } from "./wire-schema.ts";

const directory = mkdtempSync(path.join(tmpdir(), "vedetta-wire-"));
const journal = openJournal({ directory, kind: "real" });
const ledger = openLedger({ directory, kind: "real" });
const config = loadConfig(PRODUCERS_CONFIG);
const clock = manualClock(epochMs(Date.UTC(2026, 10, 25, 9, 1)));
const engine = new Engine({
  feeds: feedsOf(config),
  alerts: {
    ...alertsOf(config, { simulated: false }),
    store: journal.alerts,
    outbox: journal.outbox,
    lease: ALONE,
    saved: () => undefined,
  },
  outlook: null,
  heardByEvents: new Set(),
  journal,
  ledger,
  clock,
  calendar: createCalendar(config.house.timeZone),
  logger: createLogger("silent"),
  rules: boardRulesOf(config),
  house: houseRulesOf(config),
  sources: config.sources.map((source) => source.id),
  speed: 1,
  codec: stateCodec,
});
after(async () => {
  await engine.close();
  ledger.close();
  journal.close();
  rmSync(directory, { recursive: true });
});

it("what walls are really sent is what the OpenAPI document says, with and without contacts", async () => {
  const check = (): void => {
    boardSnapshotSchema.parse(engine.snapshot());
    heartbeatSchema.parse({ ...engine.heartbeat(), build: "test" });
    trendSchema.parse(engine.trend());
    const told = {
      snapshot: engine.snapshot(),
      heartbeat: engine.heartbeat(),
      house: houseOf(config, feedsOf(config)),
    };
    assert.ok(figuresSchema.parse(figureReadings(told)).readings.length > 50);
  };
  check();
  const [source] = config.sources;
  assert.ok(source?.kind === "http-events");
  const decode = createEventDecoder(vocabularyOf(config, source));
  const events = everyCloudEvent().flatMap((event) => {
    const decoded = decode(event);
    return decoded.ok ? [decoded.event] : [];
  });
  const acceptances = await engine.accept(events);
  assert.deepEqual(new Set(acceptances), new Set(["accepted"]));
  check();
  engine.start();
  clock.advance(minutes(2));
  assert.ok(engine.snapshot().alerts.length > 0);
  check();
});
