/**
 * Webhooks of Live Helper Chat at the real program, 200 a second, sent by a process of its own: how long
 * an answer takes, for which an operator of Live Helper Chat waits, and when all the chats are on the board.
 * Beside it the same at a server that does nothing but answer: what this machine makes of it.
 */
import { execFile } from "node:child_process";
import { createServer } from "node:http";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { promisify } from "node:util";

import { sha256Hex } from "#config/secret.ts";

import { listen } from "../support/listen.ts";
import { thisProcess } from "../support/owner.ts";
import { type RealServer, startRealServer } from "../support/real-server.ts";
import { HOOKS_PER_CHAT } from "./livehelperchat/hook-bodies.ts";

const HOOKS_PER_SECOND = 200;
const SECONDS = Number(process.argv[2] ?? 10);
const LIMIT_MS = 5;
const CHATS = (HOOKS_PER_SECOND * SECONDS) / HOOKS_PER_CHAT;
/** Sent before, so that a program that just started is not what is measured. */
const CHATS_BEFORE = 80;
const COUNTED_WITHIN_MS = 10_000;
const TOKEN = "bench-token-0123456789abcdef0123456789";
const SENDER = path.join(import.meta.dirname, "livehelperchat", "hooks.ts");

const directory = mkdtempSync(path.join(tmpdir(), "vedetta-bench-"));
const server = await startRealServer(thisProcess, {
  config: writeConfig(),
  data: path.join(directory, "data"),
});
try {
  const url = `${server.url}/api/v1/livehelperchat/chat`;
  await send(url, 1, CHATS_BEFORE);
  const took = await send(url, 1 + CHATS_BEFORE, CHATS);
  const countedMs = await untilCounted(server, CHATS_BEFORE + CHATS);
  const row = `Live Helper Chat: webhook answered, ${HOOKS_PER_SECOND} a second`;
  const p99 = shareOf(took, 0.99);
  print(`${row}: p99`, `<= ${LIMIT_MS}`, p99, p99 <= LIMIT_MS);
  print(`${row}: p50`, "none", shareOf(took, 0.5), true);
  print(`${row}: slowest of ${took.length.toLocaleString("en")}`, "none", shareOf(took, 1), true);
  const bare = await bareAnswers();
  print(`${row}, by a server that does nothing else: p99`, "none", bare, true);
  print(
    `${row}: p99, against a server that does nothing else`,
    "none",
    Math.round((p99 / bare) * 100) / 100,
    true,
    "",
  );
  print("Live Helper Chat: last webhook answered -> every chat counted", "none", countedMs, true);
} finally {
  await server.end();
  rmSync(directory, { recursive: true, force: true });
}

async function send(url: string, firstChat: number, chats: number): Promise<readonly number[]> {
  const words = [url, TOKEN, firstChat, chats, HOOKS_PER_SECOND].map(String);
  const { stdout } = await promisify(execFile)(process.execPath, [SENDER, ...words], {
    maxBuffer: 16_777_216,
  });
  const took: readonly number[] = JSON.parse(stdout);
  return took.toSorted((a, b) => a - b);
}

async function bareAnswers(): Promise<number> {
  const bare = createServer((request, response) => {
    request.resume().on("end", () => response.writeHead(204).end());
  });
  const url = `http://127.0.0.1:${await listen(bare)}/`;
  await send(url, 1, CHATS_BEFORE);
  const took = await send(url, 1, CHATS);
  bare.close();
  return shareOf(took, 0.99);
}

/** What a share of them did not exceed. */
function shareOf(sorted: readonly number[], share: number): number {
  return sorted[Math.ceil(sorted.length * share) - 1] ?? Number.NaN;
}

/** An answer before the work is worth nothing if the work is not done then. */
async function untilCounted(real: RealServer, chats: number): Promise<number> {
  const begin = performance.now();
  while (performance.now() - begin < COUNTED_WITHIN_MS) {
    const { channels } = await real.snapshot();
    const counted = channels.reduce((sum, { today }) => sum + today.counts.answered, 0);
    if (counted === chats) return performance.now() - begin;
    await sleep(10);
  }
  throw new Error(`not all of ${chats} chats were counted as answered`);
}

function writeConfig(): string {
  const file = path.join(directory, "vedetta.yaml");
  writeFileSync(
    file,
    `
house: { name: Bench, timeZone: Europe/Rome, locales: [it] }
languages: [{ code: it }]
channels:
  chat:
    entries: [{ id: app, label: { it: app } }, { id: site, label: { it: sito } }]
    serviceLevels: [{ withinSeconds: 20, target: 0.8 }]
queues: [{ id: chat_it, channel: chat, language: it }]
sources:
  - id: chat
    kind: livehelperchat
    label: { it: chat }
    webhookTokens: [{ tokenSha256: "${sha256Hex(TOKEN)}" }]
    departments: { app: { entry: app, queue: chat_it }, site: { entry: site, queue: chat_it } }
`,
  );
  return file;
}

function print(row: string, target: string, measured: number, reached: boolean, unit = "ms"): void {
  console.log(JSON.stringify({ row, target, measured, unit, reached }));
}
