/** The program itself with a Live Helper Chat: what it shows, and that nothing of a person is anywhere in it. */
import assert from "node:assert/strict";
import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import { describe, it } from "node:test";

import { sha256Hex } from "#config/secret.ts";
import { epochMs } from "#domain/time.ts";
import { openJournal } from "#journal/open-journal.ts";
import { systemClock } from "#platform/clock.ts";

import { hookTexts, SCENARIO_END, startFakeLhc } from "../support/fake-live-helper-chat.ts";
import { eventually } from "../support/eventually.ts";
import { personalTexts } from "../support/lhc-personal.ts";
import { type RealServer, startRealServer } from "../support/real-server.ts";
import { until } from "../support/until.ts";
import { temporaryDirectory } from "../support/temporary-directory.ts";

const TOKEN = "vedetta_0123456789abcdefghijklmnopqrstuvwxyzABCDEFG";

const department = (entry: string): string => `{ entry: ${entry}, queue: chat_it }`;

/** `lhc`: where REST is asked; `null`: by webhooks alone. */
function writeConfig(
  folder: string,
  lhc: { readonly baseUrl: string; readonly username: string } | null,
): string {
  const rest =
    lhc === null
      ? ""
      : `rest: { baseUrl: "${lhc.baseUrl}", username: ${lhc.username}, apiKeyFile: "${path.join(folder, "key")}" }`;
  const file = path.join(folder, "house.yaml");
  writeFileSync(
    file,
    `
house: { name: Prova, timeZone: Europe/Rome, locales: [it] }
languages: [{ code: it }]
channels:
  chat:
    entries: [{ id: app, label: { it: app } }, { id: site, label: { it: sito } }]
    serviceLevels: [{ withinSeconds: 20, target: 0.81 }, { withinSeconds: 60, target: 0.95 }]
queues: [{ id: chat_it, channel: chat, language: it }]
sources:
  - id: chats
    kind: livehelperchat
    label: { it: chat }
    ${rest}
    webhookTokens: [{ tokenSha256: "${sha256Hex(TOKEN)}" }]
    departments:
      app: ${department("app")}
      site: ${department("site")}
      sitebot: ${department("site")}
      siteauto: ${department("site")}
      appassign: ${department("app")}
`,
  );
  return file;
}

async function answersOf(server: RealServer, texts: readonly string[]): Promise<string[]> {
  const url = `${server.url}/api/v1/livehelperchat/chats`;
  const ask = async (body: string, token = TOKEN): Promise<string> => {
    const response = await fetch(url, {
      method: "POST",
      headers: { Authorization: `Bearer ${token}` },
      body,
    });
    return `${response.status} ${await response.text()}`;
  };
  const answers: string[] = [];
  for (const text of texts) answers.push(await ask(text));
  const wrong = texts[0] ?? "";
  return [...answers, await ask(wrong, "wrong"), await ask(wrong.repeat(9)), await ask(`${wrong}}`)];
}

const filesIn = (data: string): string[] =>
  readdirSync(data, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => readFileSync(path.join(entry.parentPath, entry.name), "latin1"));

/** The record of three who wait: since when, and a pseudonym. */
const RECORD = /(?:\d{13} [0-9a-f]{32}\n?){3}/;

describe("the program with a Live Helper Chat", () => {
  it("shows the captured scenario, and keeps nothing of any person in its journal, its stream, its log or its answers", async (test) => {
    const folder = temporaryDirectory(test);
    // The scenario has just ended.
    const shiftSeconds = Math.floor((systemClock.now() - SCENARIO_END) / 1_000);
    const clock = { ...systemClock, now: () => epochMs(systemClock.now() - shiftSeconds * 1_000) };
    const lhc = await startFakeLhc({ clock, shiftSeconds });
    writeFileSync(path.join(folder, "key"), lhc.apiKey);
    const data = path.join(folder, "data");
    const server = await startRealServer(test, { config: writeConfig(folder, lhc), data });
    const seen: string[] = [];
    try {
      const answers = await answersOf(server, hookTexts(shiftSeconds));
      assert.deepEqual([...new Set(answers)].sort(), ["204 ", "401 ", "413 "]);
      seen.push(...answers);
      const chat = async () => {
        const snapshot = await server.snapshot();
        seen.push(JSON.stringify(snapshot));
        assert.deepEqual(snapshot.sources, [{ source: "chats", link: "live" }]);
        return snapshot.channels[0];
      };
      let board = await chat();
      await until(async () => {
        board = await chat();
        const { wait, abandonedWait } = board?.last60Minutes ?? {};
        // A webhook tells later what the reading of all chats could only estimate.
        const isExact = board?.now.operators !== null && board?.today.estimated === 0;
        return wait?.n === 19 && abandonedWait?.n === 8 && isExact;
      });
      // 8 of 28 within 20 s, 17 within 60 s; the one who waits is late for both.
      assert.deepEqual(
        board?.last60Minutes.serviceLevels.map(({ n, value }) => [n, Math.round((value ?? 0) * n)]),
        [
          [29, 8],
          [29, 17],
        ],
      );
      assert.deepEqual([board.now.waiting, board.now.inConversation, board.now.operators?.onLine], [1, 0, 3]);
    } finally {
      await server.end();
      await lhc.close();
    }
    seen.push(server.output());

    // By webhooks alone it keeps who waits.
    const alone = await startRealServer(test, { config: writeConfig(folder, null), data });
    try {
      seen.push(...(await answersOf(alone, hookTexts(shiftSeconds))));
      await eventually(() => filesIn(data).some((file) => RECORD.test(file)));
    } finally {
      await alone.end();
    }
    seen.push(alone.output());
    const stored = filesIn(data);

    const quiet = { debug() {}, info() {}, warn() {}, error() {} };
    const journal = openJournal({ directory: data, kind: "real", logger: quiet });
    const events = [...journal.replay()].flat().map(({ event }) => event);
    journal.close();
    assert.ok(events.length > 80);
    const everything = [...seen, ...stored, JSON.stringify(events)];
    const found = personalTexts().filter((text) => everything.some((part) => part.includes(text)));
    assert.deepEqual(found, []);
    // Neither ids of chats nor tokens: an id is a pseudonym of 32 hexadecimal digits.
    const keys = events.flatMap((event) => ("contact" in event ? [event.id, event.contact] : [event.id]));
    assert.deepEqual(
      keys.filter((key) => !/^[0-9a-f]{32}$/.test(key)),
      [],
    );
    assert.ok(everything.every((part) => !part.includes(TOKEN) && !part.includes(lhc.apiKey)));
    assert.ok(lhc.asked.every((url) => !url.includes("status_ids=0&") && !url.includes("include_")));
  });
});
