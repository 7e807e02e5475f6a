/** How the program starts and ends, seen from outside: what it says, and its exit code. */
import assert from "node:assert/strict";
import { writeFileSync } from "node:fs";
import path from "node:path";
import { describe, it } from "node:test";

import type { Report } from "#wire/report.ts";

import { calendar, quarterOf } from "../support/quarter-house.ts";
import { startRealServer } from "../support/real-server.ts";
import { countedContacts } from "../support/recount-quarter.ts";
import { temporaryDirectory } from "../support/temporary-directory.ts";
import { until } from "../support/until.ts";

const EXAMPLE = "config/vedetta.example.yaml";
const PRODUCERS = "test/fixtures/config/good-two-producers.yaml";

describe("a start that cannot be", () => {
  it("tells every fault of a configuration with its place, and exits with 78", async (t) => {
    const start = startRealServer(t, {
      config: "test/fixtures/config/bad-many-at-once.yaml",
      data: temporaryDirectory(t),
    });
    await assert.rejects(start, (error: Error) => {
      assert.match(error.message, /exit code 78/);
      assert.match(error.message, /bad-many-at-once\.yaml: \d+ faults/);
      assert.ok(
        error.message.split("\n").filter((line) => /\(line \d+\)/.test(line)).length > 2,
        error.message,
      );
      assert.doesNotMatch(error.message, /\bat .*\.ts:\d+/, "no stack: the mistake is not the program's");
      return true;
    });
  });

  it("refuses an address that others can reach while nothing says who may come in", async (t) => {
    const directory = temporaryDirectory(t);
    const config = path.join(directory, "open.yaml");
    const text = `{ server: { host: 0.0.0.0 }, house: { name: x, timeZone: UTC, locales: [en] }, languages: [{ code: en }],
      channels: { phone: { entries: [{ id: phone, label: { en: phone } }], serviceLevels: [{ withinSeconds: 20, target: 0.8 }] } },
      queues: [{ id: q, channel: phone, language: en }], sources: [{ id: pbx, kind: http-events, label: { en: pbx }, channels: [phone] }] }`;
    writeFileSync(config, text);
    await assert.rejects(
      startRealServer(t, { config, data: directory }),
      /exit code 78[\s\S]*refusing to listen on 0\.0\.0\.0/,
    );
  });

  it(
    "says that a data directory cannot be made, also where trying would never end",
    { timeout: 20_000 },
    async (t) => {
      const start = startRealServer(t, { config: PRODUCERS, data: "/proc/vedetta/data" });
      await assert.rejects(
        start,
        /exit code 78[\s\S]*the data directory \/proc\/vedetta\/data cannot be used/,
      );
    },
  );

  it("says which option is wrong, and exits with 78", async (t) => {
    const start = startRealServer(t, {
      config: EXAMPLE,
      data: temporaryDirectory(t),
      words: ["--speed", "fast"],
    });
    await assert.rejects(start, /exit code 78[\s\S]*--speed: use a number/);
  });

  const days = [
    { words: ["--day", "tomorrow"], told: /--day: use YYYY-MM-DD/ },
    { words: ["--day", "2025-02-30"], told: /--day: there is no such date/ },
    { words: ["--day", "2025-11-25", "--from", "2025-11-25T08:00"], told: /--from: leave it out/ },
  ];
  for (const { words, told } of days)
    it(`cannot replay ${words.join(" ")}: says why, and exits with 78`, async (t) => {
      const start = startRealServer(t, { config: EXAMPLE, data: temporaryDirectory(t), words });
      await assert.rejects(start, (error: Error) => {
        assert.match(error.message, /exit code 78/);
        assert.match(error.message, told);
        return true;
      });
    });

  it("says that its port is taken, and exits with 69", async (t) => {
    const first = await startRealServer(t, { config: PRODUCERS, data: temporaryDirectory(t) });
    const port = Number(new URL(first.url).port);
    await assert.rejects(
      startRealServer(t, { config: PRODUCERS, data: temporaryDirectory(t), port }),
      new RegExp(`exit code 69[^]*127\\.0\\.0\\.1:${port} cannot be had[^]*VEDETTA_PORT`),
    );
  });

  it("leaves the journal of another process alone, and exits with 78", async (t) => {
    const data = temporaryDirectory(t);
    await startRealServer(t, { config: PRODUCERS, data });
    await assert.rejects(startRealServer(t, { config: PRODUCERS, data }), /exit code 78[\s\S]*journal/);
  });
});

describe("an end in order", () => {
  it("answers SIGTERM with exit code 0 and gives back the same board at the next start", async (t) => {
    const data = temporaryDirectory(t);
    const first = await startRealServer(t, { config: PRODUCERS, data });
    const event = {
      specversion: "1.0",
      id: "1",
      source: "pbx",
      type: "contact.arrived",
      time: new Date().toISOString(),
    };
    const { status } = await first.post([
      { ...event, data: { contact: "c", channel: "phone", entry: "phone" } },
    ]);
    assert.equal(status, 202);
    assert.equal(await first.end("SIGTERM"), 0);

    const second = await startRealServer(t, { config: PRODUCERS, data });
    const [phone] = (await second.snapshot()).channels;
    assert.equal(phone?.today.counts.inWelcomeNow, 1);
    const again = await second.post([{ ...event, data: { contact: "c", channel: "phone", entry: "phone" } }]);
    assert.deepEqual(again.receipt, { accepted: 0, duplicates: 1, rejected: [] });
    assert.equal(await second.end("SIGINT"), 0);
  });

  it("begins a simulation anew at every start", async (t) => {
    const data = temporaryDirectory(t);
    const boards: unknown[] = [];
    for (const from of ["2025-11-25T10:42", "2025-11-24T04:00", "2025-11-25T10:42"]) {
      const server = await startRealServer(t, { config: EXAMPLE, data, words: ["--from", from] });
      let shown = await server.snapshot();
      // What a wall gets first may be of a moment before the last of the day so far was delivered.
      await until(async () => {
        shown = await server.snapshot();
        return shown.sources.every(({ link }) => link === "live");
      });
      const [phone] = shown.channels;
      boards.push({ net: phone?.today.net, answered: phone?.today.counts.answered });
      assert.equal(await server.end(), 0);
    }
    assert.deepEqual(boards[2], boards[0]);
    assert.notDeepEqual(boards[1], boards[0]);
  });
});

describe("a replay", () => {
  it("plays the printed quarter's day from midnight on, and remembers the days before it", async (t) => {
    const words = ["--day", "2025-11-25", "--speed", "3600"];
    const server = await startRealServer(t, { config: EXAMPLE, data: temporaryDirectory(t), words });
    assert.match(server.output(), /replay +2025-11-25, as the printed quarter has it; the next day follows/);
    const first = await server.snapshot();
    assert.equal(new Date(first.dayStartMs).toISOString(), "2025-11-24T23:00:00.000Z");
    const response = await fetch(`${server.url}/api/v1/report?from=2025-09-01&to=2025-11-24`);
    const report: Report = await response.json();
    const netOf = (channel: string) => report.channels.find((one) => one.channel === channel)?.net;
    assert.deepEqual({ phone: netOf("phone"), chat: netOf("chat") }, netBefore("2025-11-25"));
    assert.equal(await server.end(), 0);
  });

  it("invents a day that the quarter does not have", async (t) => {
    const words = ["--day", "2026-03-08"];
    const server = await startRealServer(t, { config: EXAMPLE, data: temporaryDirectory(t), words });
    assert.match(server.output(), /replay +2026-03-08, outside the printed quarter, so invented/);
    assert.equal(await server.end(), 0);
  });
});

/** Contacts of the printed quarter that arrived before a day, without blacklisted ones. */
function netBefore(key: string): { readonly phone: number; readonly chat: number } {
  const quarter = quarterOf("1522");
  const net = { phone: 0, chat: 0 };
  for (let day = calendar.dayOf(quarter.from); day.key < key; day = calendar.dayOf(day.end))
    for (const { arrived, blacklisted } of countedContacts(quarter.eventsOf(day), calendar))
      if (!blacklisted) net[arrived.channel] += 1;
  return net;
}
