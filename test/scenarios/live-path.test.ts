/** From a real PBX's bytes to the stream of the wall, through the program as it is run. */
import assert from "node:assert/strict";
import { readdirSync, readFileSync, statSync } from "node:fs";
import path from "node:path";
import { describe, it } from "node:test";

import type { FateCounts } from "#wire/board-snapshot.ts";

import { capture } from "../support/asterisk-captures.ts";
import { assertNobodyIn, personalDataOf } from "../support/personal-data.ts";
import { type RealPbxHouse, startRealPbxHouse } from "../support/real-pbx-house.ts";
import { recordStream } from "../support/stream-recording.ts";
import { temporaryDirectory } from "../support/temporary-directory.ts";

/** The number that a producer plants where none belongs. */
const PLANTED = "02999123456";

const phone = async (house: RealPbxHouse) => {
  const [channel] = (await house.server.snapshot()).channels;
  return channel ?? assert.fail("the house has a phone");
};

/** The counts of today once so many have arrived and no more than `open` of them have still not been answered. */
async function settled(house: RealPbxHouse, arrived: number, open = 0): Promise<FateCounts> {
  const deadline = performance.now() + 30_000;
  for (;;) {
    const { counts } = (await phone(house)).today;
    const stillOpen = counts.inWelcomeNow + counts.waitingNow;
    if ((counts.arrived >= arrived && stillOpen <= open) || performance.now() > deadline) return counts;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
}

/** The sum of waits to the nearest second, the longest rounded up, as every quantile is. */
const runs = [
  {
    name: "scenario.wallboard",
    counts: {
      arrived: 35,
      blacklisted: 2,
      closedInWelcome: 5,
      queued: 28,
      answered: 17,
      abandoned: 4,
      unanswered: 5,
      voicemail: 2,
    },
    waits: { sum: 46_000, longest: 17_000 },
  },
  {
    name: "scenario.wallfilter",
    counts: {
      arrived: 35,
      blacklisted: 2,
      closedInWelcome: 5,
      queued: 28,
      answered: 17,
      abandoned: 4,
      unanswered: 5,
      voicemail: 2,
    },
    waits: { sum: 46_000, longest: 17_000 },
  },
  {
    name: "drive-seed1",
    counts: {
      arrived: 60,
      blacklisted: 4,
      closedInWelcome: 7,
      queued: 49,
      answered: 26,
      abandoned: 8,
      unanswered: 11,
      voicemail: 4,
    },
    waits: { sum: 273_000, longest: 58_000 },
  },
];

describe("the program, pointed at a PBX", () => {
  for (const { name, counts, waits } of runs) {
    it(`shows the wall the truth of ${name}`, async (t) => {
      const house = await startRealPbxHouse(t, temporaryDirectory(t), name);
      const shown = await settled(house, counts.arrived);
      const expected: FateCounts = { ...shown, ...counts, inWelcomeNow: 0, waitingNow: 0 };
      assert.deepEqual(shown, expected);
      const { wait } = (await phone(house)).today;
      assert.equal(wait.n, counts.answered);
      assert.equal(Math.round(((wait.averageMs ?? 0) * wait.n) / 1_000) * 1_000, waits.sum);
      assert.equal(wait.longestMs, waits.longest);
    });
  }
});

describe("what is known of a caller or an operator, told by the PBX or planted by a producer", () => {
  const session = "scenario.wallboard";
  const queueLog = "scenario.queue_log.txt";
  const known = personalDataOf(capture(`${session}.raw.txt`).toString(), capture(queueLog).toString());
  const personal = { ...known, numbers: [...known.numbers, PLANTED.replace(/^0/, "")] };

  it("is looked for by every number, name and id that the PBX told", () => {
    assert.ok(personal.numbers.length > 35, "a number of every caller at least");
    assert.ok(["Anna", "Giulia", "Müller"].every((name) => personal.names.includes(name)));
    assert.ok(personal.ids.length > 35);
    for (const text of ["call 0299900008 ", "…Müller,", "x hl-1795407452.9 y"])
      assert.throws(() => assertNobodyIn(Buffer.from(text), "a text", personal), text);
  });

  it("is in no file, no log line, no answer and no byte of the stream", async (t) => {
    const house = await startRealPbxHouse(t, temporaryDirectory(t), session, queueLog);
    const { url } = house.server;
    const stream = await recordStream(`${url}/api/v1/stream`);
    const answers: string[] = [];
    for (const event of plantedEvents()) {
      const { status, receipt } = await house.server.post([event]);
      answers.push(`${status} ${JSON.stringify(receipt)}`);
    }
    for (const body of [PLANTED, `{"${PLANTED}":1}`, `[{"x":"${PLANTED}"`])
      answers.push(
        await answerOf(`${url}/api/v1/events`, {
          method: "POST",
          body,
          headers: { "Content-Type": "application/json" },
        }),
      );
    const planted = answers.filter((answer) => answer.startsWith("202")).length;
    assert.ok(planted > 0, "some planted event must come in, or nothing is shown");
    const { arrived } = await settled(house, 35 + planted, planted);
    assert.equal(arrived, 35 + planted);
    for (const place of [
      "/api/v1/house",
      "/api/v1/trend",
      "/api/v1/figures",
      "/api/v1/openapi.json",
      "/healthz",
      "/readyz",
      `/${PLANTED}`,
      `/api/v1/${PLANTED}?q=${PLANTED}`,
    ])
      answers.push(await answerOf(`${url}${place}`));
    await stream.nextHeartbeat();
    const alive = filesIn(house.data);
    await stream.end();
    await house.server.end();
    const ended = filesIn(house.data);

    assert.ok(alive.some(({ name }) => name === "journal.sqlite-wal"));
    assert.ok(ended.some(({ name }) => name === "board.checkpoint"));
    const texts = [
      { name: "the stream", bytes: Buffer.from(stream.text()) },
      { name: "the log", bytes: Buffer.from(house.server.output()) },
      ...answers.map((answer) => ({ name: "an answer", bytes: Buffer.from(answer) })),
    ];
    for (const { name, bytes } of [...alive, ...ended, ...texts]) {
      assert.ok(bytes.length > 0 || name.endsWith("-wal"), name);
      assertNobodyIn(bytes, name, personal);
    }
  });
});

/** The number as a contact, as an event's id, inside other text, as a field, and as a field's name. */
function plantedEvents(): object[] {
  const time = new Date().toISOString();
  const event = (data: object, more: object = {}) => ({
    specversion: "1.0",
    id: `call of ${PLANTED}`,
    source: "producer",
    type: "contact.arrived",
    time,
    data: { contact: PLANTED, channel: "phone", entry: "phone", ...data },
    ...more,
  });
  return [
    event({}),
    event({ contact: `she called from +39 ${PLANTED} today` }, { id: PLANTED }),
    event({ number: PLANTED }),
    event({ [PLANTED]: true }),
    event({ language: PLANTED }),
    event({}, { subject: PLANTED }),
    event({}, { source: PLANTED }),
    event({}, { type: PLANTED }),
    event({}, { time: PLANTED }),
  ];
}

/** Status, headers and body. */
async function answerOf(url: string, init: RequestInit = {}): Promise<string> {
  const response = await fetch(url, init);
  return `${response.status} ${JSON.stringify([...response.headers])} ${await response.text()}`;
}

/** What the files under `directory` hold at this moment. */
const filesIn = (directory: string): { readonly name: string; readonly bytes: Buffer }[] =>
  readdirSync(directory, { recursive: true, encoding: "utf8" })
    .map((name) => path.join(directory, name))
    .filter((file) => statSync(file).isFile())
    .map((file) => ({ name: path.basename(file), bytes: readFileSync(file) }));
