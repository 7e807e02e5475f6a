/** History is imported by the command itself, as an administrator runs it; what counts is what the ledger holds afterwards. */
import assert from "node:assert/strict";
import { existsSync } from "node:fs";
import path from "node:path";
import { describe, it } from "node:test";
import { gzipSync } from "node:zlib";

import type { LedgerCell } from "#domain/ledger-cell.ts";
import { type EpochMs, epochMs, hours, later, ms } from "#domain/time.ts";

import { SOME_JOURNAL } from "../support/memory-ledger.ts";
import { DRIVE_TRUTH, SCENARIO_TRUTH } from "../support/asterisk-truths.ts";
import { cloudEvent } from "../support/cloud-events.ts";
import { importHouse, linesText, pbx, queueLogRows, totalsOf } from "../support/import-house.ts";

const HOUR_MS = hours(1);

/** In the log alone a wait is a sum of whole seconds; in one call of the drive that is a second more than it was. */
const RECORDED_DAYS = [
  { name: "scenario", truth: SCENARIO_TRUTH, waitSeconds: SCENARIO_TRUTH.waitSeconds },
  { name: "drive-seed1", truth: DRIVE_TRUTH, waitSeconds: DRIVE_TRUTH.waitSeconds + 1 },
];

/** Calls that some rows tell to have come to a queue. */
const joined = (some: readonly string[]): number =>
  new Set(some.filter((row) => row.includes("|ENTERQUEUE|")).map((row) => row.split("|")[1])).size;
const contactsIn = (cells: readonly LedgerCell[]): number => cells.reduce((sum, cell) => sum + cell.count, 0);

describe("an imported queue_log", { concurrency: 2 }, () => {
  for (const { name, truth, waitSeconds } of RECORDED_DAYS)
    it(`gives the truth per contact, and the same when it is imported again: ${name}`, async (t) => {
      const house = importHouse(t);
      const file = house.file("queue_log", linesText(queueLogRows(name)));
      const first = await house.run("--queue-log", file);
      assert.equal(first.code, 0, first.stderr);
      const before = house.page();
      const { blacklisted, closedInWelcome, answered, abandoned, unanswered, voicemail, talkSeconds } = truth;
      assert.deepEqual(totalsOf(before.cells), {
        blacklisted,
        closedInWelcome,
        answered,
        abandoned,
        unanswered,
        voicemail,
        ...Object.fromEntries(
          Object.entries(truth.outbound).map(([purpose, n]) => [`outbound:${purpose}`, n]),
        ),
        waitSeconds,
        talkSeconds,
      });
      assert.match(first.stdout, new RegExp(`phone +arrived +${truth.arrived}\n`));
      assert.match(first.stdout, /1 hour written: 1 new\n/);
      assert.match(first.stderr, /^100 %/);

      const second = await house.run("--queue-log", file);
      assert.match(second.stdout, /1 hour written: 1 imported before\n/);
      assert.deepEqual(house.page(), before);
    });

  for (const name of ["restart-now", "restart-stop", "restart-kill9"])
    it(`interrupts the calls of a PBX that went down and abandons none: ${name}`, async (t) => {
      const house = importHouse(t);
      await house.run("--queue-log", house.file("queue_log", linesText(queueLogRows(name))));
      const { waitSeconds, talkSeconds, ...counts } = totalsOf(house.page().cells);
      assert.deepEqual(counts, { answered: 1, interruptedWaiting: 2 });
      assert.deepEqual([waitSeconds, talkSeconds], [1, 0]);
    });

  it("is one log in several files, some of them compressed, in any order", async (t) => {
    const house = importHouse(t);
    const rows = queueLogRows("scenario");
    const files = [rows.slice(110), rows.slice(0, 40), rows.slice(40, 110)].map(linesText);
    const [newest = "", oldest = "", middle = ""] = files;
    const { stdout } = await house.run(
      "--queue-log",
      house.file("queue_log", newest),
      house.file("queue_log.2.gz", gzipSync(oldest)),
      house.file("queue_log.1", middle),
    );
    assert.match(stdout, /3 files of queue_log/);
    assert.match(stdout, /170 read, none refused/);
    const { waitSeconds, answered } = { answered: 0, ...totalsOf(house.page().cells) };
    assert.deepEqual([answered, waitSeconds], [SCENARIO_TRUTH.answered, SCENARIO_TRUTH.waitSeconds]);
  });

  it("counts no call that is cut by the beginning of a file, and has lost those cut by its end", async (t) => {
    const rows = queueLogRows("scenario").filter((row) => !/HLOUT|HLEND/.test(row));
    const cut = rows.findIndex((row) => row.includes("|COMPLETE"));
    const [head, tail] = [importHouse(t), importHouse(t)];
    await head.run("--queue-log", head.file("queue_log", linesText(rows.slice(0, cut))));
    const { stdout } = await tail.run("--queue-log", tail.file("queue_log", linesText(rows.slice(cut))));
    assert.equal(contactsIn(head.page().cells), joined(rows.slice(0, cut)));
    assert.equal(contactsIn(tail.page().cells), joined(rows) - joined(rows.slice(0, cut)));
    assert.match(stdout, /queued only +every hour: no end of a call is marked\n/);
    assert.match(stdout, /end-without-beginning {2}\d+ .*\n.*lines 1, /);
  });

  it("stores and tells no number of a caller", async (t) => {
    const house = importHouse(t);
    const planted = "0039066677788";
    const rows = queueLogRows("scenario").map((row) => row.replace(/(\|ENTERQUEUE\|\|)\d+/, `$1${planted}`));
    const { stdout, stderr } = await house.run(
      "--queue-log",
      house.file("queue_log", `${linesText(rows)}${planted}\n`),
    );
    assert.match(stdout, /malformed-queue-log-row {2}1 .*\n.*line 171 of /);
    const everything = house.stored() + stdout + stderr;
    assert.ok(linesText(rows).includes(planted));
    assert.ok(!everything.includes(planted));
    for (const [, uniqueid = ""] of rows.map((row) => row.split("|")))
      assert.ok(!/\d{10}\./.test(uniqueid) || !everything.includes(uniqueid), "an id of a call");
    for (const operator of ["Anna", "Giulia"]) assert.ok(!everything.includes(operator));
  });
});

const MORNING = epochMs(Date.UTC(2024, 10, 25, 8));
const hourAt = (n: number): EpochMs => later(MORNING, ms(n * HOUR_MS));

/** A call every ten minutes for twelve hours, each as `POST /api/v1/events` takes it. */
function eventLines(): string[] {
  return Array.from({ length: 72 }, (_, n) => linesOfCall(n)).flat();
}

/** Of three calls, two are answered and one is given up. */
function linesOfCall(n: number): string[] {
  const contact = `call-${n}`;
  const event = (second: number, type: string, data: Record<string, string | number>): string =>
    JSON.stringify(
      cloudEvent({
        type,
        id: `${contact}-${type}`,
        time: new Date(MORNING + (n * 600 + second) * 1_000).toISOString(),
        data: { contact, ...data },
      }),
    );
  const beginning = [
    event(0, "contact.arrived", { channel: "phone", entry: "phone", language: "it" }),
    event(8, "contact.queued", { language: "it", queue: "q_it" }),
  ];
  if (n % 3 === 0) return [...beginning, event(400, "contact.ended", { outcome: "abandoned" })];
  return [
    ...beginning,
    event(20 + n, "contact.answered", { waitSeconds: 12 + n }),
    event(400, "contact.ended", { outcome: "completed", talkSeconds: 300 }),
  ];
}

describe("imported events", { concurrency: 2 }, () => {
  it("give the same in any order and with copies", async (t) => {
    const [ordered, mixed] = [importHouse(t), importHouse(t)];
    const lines = eventLines();
    await ordered.run("--events", ordered.file("events.ndjson", lines.join("\n")));
    const shuffled = [...lines, ...lines].map((line, n) => ({ line, place: (n * 7_919) % 1_009 }));
    const text = linesText(shuffled.sort((a, b) => a.place - b.place).map(({ line }) => line));
    const { stdout } = await mixed.run("--events", mixed.file("events.ndjson", text));
    assert.match(
      stdout,
      new RegExp(`${2 * lines.length} read, ${lines.length} of them copies, none refused`),
    );
    assert.deepEqual(mixed.page(), ordered.page());
    const { waitSeconds, talkSeconds, ...counts } = totalsOf(ordered.page().cells);
    assert.deepEqual(counts, { answered: 48, abandoned: 24 });
    assert.deepEqual([waitSeconds, talkSeconds], [48 * 12 + (72 * 71) / 2 - 3 * ((24 * 23) / 2), 48 * 300]);
  });

  it("are refused line by line with reason and place, and the rest is imported", async (t) => {
    const house = importHouse(t);
    const lines = eventLines();
    const personal = JSON.stringify(cloudEvent({ id: "e", data: { contact: "x", number: "0299900001" } }));
    const text = linesText([...lines.slice(0, 3), "{", personal, "", ...lines.slice(3)]);
    const { code, stdout, stderr } = await house.run("--events", house.file("events.ndjson", text));
    assert.equal(code, 0);
    assert.match(stdout, new RegExp(`${lines.length + 2} read, 2 refused`));
    assert.match(stdout, /not-json {2}1 .*\n +line 4 \(\$\) of /);
    assert.match(stdout, /unknown-field {2}1 .*\n +line 5 \(\$\.data\) of /);
    assert.equal(contactsIn(house.page().cells), 72);
    assert.ok(!(house.stored() + stdout + stderr).includes("0299900001"));
  });

  it("replace whole hours that were counted live while another process has the ledger open, and leave edges", async (t) => {
    const house = importHouse(t);
    const live = house.ledger();
    const counted = (n: number, source = "pbx"): LedgerCell => ({
      hour: hourAt(n),
      source,
      channel: "phone",
      language: "it",
      entry: "phone",
      outcome: "answered",
      count: 50,
      waitSum: ms(0),
      waitBins: new Map(),
      talks: 0,
      talkSum: ms(0),
    });
    live.closeHours(
      { from: hourAt(0), to: hourAt(3) },
      [counted(0), counted(1), counted(2), counted(1, "chats")],
      SOME_JOURNAL,
    );
    live.noteHeard("pbx", hourAt(11));
    const { stdout } = await house.run("--events", house.file("events.ndjson", linesText(eventLines())));
    assert.match(stdout, /10 hours written: 8 new, 2 in the place of live counts\n.*2 hours not replaced/);
    assert.match(stdout, /2024-11-25 09:00 {2}counted live, and the files/);
    assert.match(stdout, /2024-11-25 20:00 {2}the server counts it itself/);
    const { cells, hours: states } = live.readHours({ from: hourAt(0), to: hourAt(12) });
    const at = (n: number, source = "pbx"): number[] =>
      cells.filter((cell) => cell.hour === hourAt(n) && cell.source === source).map(({ count }) => count);
    assert.deepEqual([at(0), new Set(at(1)), at(1, "chats"), at(11)], [[50], new Set([2, 4]), [50], []]);
    const stateOf = (n: number) =>
      states.find(({ hour, source }) => hour === hourAt(n) && source === "pbx")?.state;
    assert.deepEqual([0, 1, 2, 3, 11].map(stateOf), ["closed", "imported", "imported", "imported", "heard"]);
    live.close();
  });
});

describe("an import that cannot be", { concurrency: 2 }, () => {
  it("is rehearsed without writing anything", async (t) => {
    const house = importHouse(t);
    const file = house.file("events.ndjson", linesText(eventLines()));
    const { code, stdout } = await house.run("--events", file, "--dry-run");
    assert.equal(code, 0);
    assert.match(stdout, /dry run {2}1 file of events, nothing was written/);
    assert.match(stdout, /12 hours would be written: 12 new/);
    assert.ok(!existsSync(path.join(house.data, "ledger.sqlite")));
  });

  it("explains itself when it is not understood", async (t) => {
    const { code, stderr } = await importHouse(t).run("--queue-log");
    assert.equal(code, 64);
    assert.match(stderr, /Usage: npm run import/);
  });

  it("says so when nothing could be read, when a file is damaged, and when there is none", async (t) => {
    const house = importHouse(t);
    const nothing = await house.run("--queue-log", house.file("notes.txt", "one\ntwo\n"));
    assert.equal(nothing.code, 65);
    assert.match(nothing.stderr, /Nothing could be imported[\s\S]*malformed-queue-log-row {2}2 /);
    const cut = gzipSync(linesText(queueLogRows("scenario"))).subarray(0, 900);
    const damaged = await house.run("--queue-log", house.file("queue_log.gz", cut));
    assert.equal(damaged.code, 65);
    assert.match(
      damaged.stderr,
      /queue_log\.gz: the gzip file is damaged or not whole; nothing was imported\n$/,
    );
    const none = await house.run("--queue-log", path.join(house.data, "no-such-log"));
    assert.equal(none.code, 66);
    assert.match(none.stderr, /no-such-log: there is no such file; .*\n$/);
    assert.ok(!existsSync(path.join(house.data, "ledger.sqlite")));
  });

  it("is refused for a simulation", async (t) => {
    const house = importHouse(t);
    const file = house.file("queue_log", linesText(queueLogRows("scenario")));
    const { code, stderr } = await house.run("--queue-log", file, "--config", "config/vedetta.example.yaml");
    assert.equal(code, 78);
    assert.match(stderr, /this is a simulation/);
  });

  it("asks whose queue_log it is when there are several PBXes, and believes the answer", async (t) => {
    const secret = importHouse(t).file("secret", "secret\n");
    const house = importHouse(t, [pbx("north", secret), pbx("south", secret)]);
    const file = house.file("queue_log", linesText(queueLogRows("scenario")));
    const unsaid = await house.run("--queue-log", file);
    assert.equal(unsaid.code, 78);
    assert.match(unsaid.stderr, /use --source with one of north, south/);
    const unknown = await house.run("--queue-log", file, "--source", "west");
    assert.equal(unknown.code, 78);
    assert.equal((await house.run("--queue-log", file, "--source", "south")).code, 0);
    assert.deepEqual(new Set(house.page().hours.map(({ source }) => source)), new Set(["south"]));
  });
});
