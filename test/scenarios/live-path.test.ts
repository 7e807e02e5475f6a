/** From a real PBX's bytes to the stream of the wall, through the program as it is run. */
import assert from "node:assert/strict";
import { readdirSync, readFileSync, statSync } from "node:fs";
import path from "node:path";
import { describe, it } from "node:test";

import type { FateCounts } from "#wire/board-snapshot.ts";

import { type RealPbxHouse, startRealPbxHouse } from "../support/real-pbx-house.ts";
import { temporaryDirectory } from "../support/temporary-directory.ts";

/** What a caller of the captures is known by, and what operators are called there. */
const PLANTED = "02999123456";
const PERSONAL = /0?2999\d{3,}|0666\d{4,}|PJSIP\/|\b(?:Anna|Bruno|Carla|Dario|Elena|Fabio|Giulia)\b/;

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
    waits: { sum: 46_000, longest: 16_000 },
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
    waits: { sum: 46_000, longest: 16_000 },
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
    waits: { sum: 273_000, longest: 57_000 },
  },
];

describe("the program, pointed at a PBX", () => {
  for (const { name, counts, waits } of runs) {
    it(`shows the wall the truth of ${name}`, async (t) => {
      const house = await startRealPbxHouse(temporaryDirectory(t), name);
      t.after(() => house.close());
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

describe("a caller's number, of the PBX or planted by a producer", () => {
  it("is in no file, no log line, no answer and no byte of the stream", async (t) => {
    const house = await startRealPbxHouse(
      temporaryDirectory(t),
      "scenario.wallboard",
      "scenario.queue_log.txt",
    );
    t.after(() => house.close());
    const { url } = house.server;
    const stream = await fetch(`${url}/api/v1/stream`);
    const answers: string[] = [];
    for (const event of plantedEvents()) {
      const { status, receipt } = await house.server.post([event]);
      answers.push(`${status} ${JSON.stringify(receipt)}`);
    }
    for (const body of [PLANTED, `{"${PLANTED}":1}`, `[{"x":"${PLANTED}"`])
      answers.push(
        await textOf(`${url}/api/v1/events`, {
          method: "POST",
          body,
          headers: { "Content-Type": "application/json" },
        }),
      );
    for (const place of [
      "/api/v1/house",
      "/api/v1/trend",
      "/api/v1/openapi.json",
      "/readyz",
      `/${PLANTED}`,
      `/api/v1/${PLANTED}?q=${PLANTED}`,
    ])
      answers.push(await textOf(`${url}${place}`));
    const planted = answers.filter((answer) => answer.startsWith("202")).length;
    assert.ok(planted > 0, "some planted event must come in, or nothing is shown");
    await settled(house, 35 + planted, planted);
    answers.push(await firstBytes(stream));

    await house.server.end();
    const files = filesIn(house.data);
    assert.ok(files.some((file) => file.endsWith("journal.sqlite")));
    const written = files.map((file) => ({ name: path.basename(file), text: readFileSync(file, "latin1") }));
    for (const { name, text } of [
      ...written,
      { name: "logs", text: house.server.output() },
      ...answers.map((answer) => ({ name: "answer", text: answer })),
    ])
      assert.doesNotMatch(text, PERSONAL, name);
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

async function textOf(url: string, init: RequestInit = {}): Promise<string> {
  const response = await fetch(url, init);
  return `${response.status} ${[...response.headers].join("\n")} ${await response.text()}`;
}

/** What the stream has said so far. */
async function firstBytes(stream: Response): Promise<string> {
  const reader = stream.body?.getReader() ?? assert.fail("the stream has a body");
  let text = "";
  const decoder = new TextDecoder();
  while (!text.includes("event: heartbeat") || text.split("event: snapshot").length < 3) {
    const { value, done } = await reader.read();
    if (done) break;
    text += decoder.decode(value, { stream: true });
  }
  await reader.cancel();
  return text;
}

const filesIn = (directory: string): string[] =>
  readdirSync(directory, { recursive: true, encoding: "utf8" })
    .map((name) => path.join(directory, name))
    .filter((file) => statSync(file).isFile());
