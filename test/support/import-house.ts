/** `npm run import` as a process of its own, on the files and the data directory of one test. */
import { spawn } from "node:child_process";
import { once } from "node:events";
import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import type { TestContext } from "node:test";

import type { LedgerCell } from "#domain/ledger-cell.ts";
import { epochMs } from "#domain/time.ts";
import type { LedgerPage } from "#engine/ports.ts";
import { type OpenLedger, openLedger } from "#journal/open-ledger.ts";

import { capture } from "./asterisk-captures.ts";
import { CAPTURE_QUEUES } from "./asterisk-rig.ts";
import { temporaryDirectory } from "./temporary-directory.ts";

const COMMAND = new URL("../../server/commands/import.ts", import.meta.url).pathname;
/** Captures are moved into the past by whole weeks: whatever the clock of this machine says, they have happened. */
const SHIFT_SECONDS = 104 * 7 * 86_400;

export interface Outcome {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

export interface ImportHouse {
  /** Everything that the command writes lies in here. */
  readonly data: string;
  /** Writes a file and answers its path. */
  file(name: string, content: string | Uint8Array): string;
  run(...words: readonly string[]): Promise<Outcome>;
  ledger(): OpenLedger;
  /** All that is in the ledger. */
  page(): LedgerPage;
  /** Every byte of the files in the data directory, as Latin-1. */
  stored(): string;
}

/** A house with a PBX and a chat desk; `sources` stand in the place of both. */
export function importHouse(test: TestContext, sources?: readonly object[]): ImportHouse {
  const directory = temporaryDirectory(test);
  const data = path.join(directory, "data");
  const config = path.join(directory, "vedetta.yaml");
  const secretFile = path.join(directory, "ami-secret");
  writeFileSync(secretFile, "secret\n", { mode: 0o600 });
  writeFileSync(config, configText(data, sources ?? [pbx("pbx", secretFile), CHATS]));
  const ledger = (): OpenLedger => openLedger({ directory: data, kind: "real" });
  return {
    data,
    ledger,
    file(name, content) {
      const file = path.join(directory, name);
      writeFileSync(file, content);
      return file;
    },
    async run(...words) {
      const child = spawn(process.execPath, [COMMAND, ...words], {
        stdio: ["ignore", "pipe", "pipe"],
        env: { PATH: process.env["PATH"], NO_COLOR: "1", VEDETTA_CONFIG: config },
      });
      const [stdout, stderr] = [textOf(child.stdout), textOf(child.stderr)];
      await once(child, "close");
      return { code: child.exitCode, stdout: await stdout, stderr: await stderr };
    },
    page() {
      const open = ledger();
      try {
        return open.readHours({ from: epochMs(0), to: epochMs(Number.MAX_SAFE_INTEGER) });
      } finally {
        open.close();
      }
    },
    stored: () =>
      readdirSync(data)
        .map((name) => readFileSync(path.join(data, name), "latin1"))
        .join("\n"),
  };
}

/** Of the captures, with their queues. */
export const pbx = (id: string, secretFile: string): object => ({
  id,
  kind: "asterisk",
  label: { it: "centralino" },
  username: "wallboard",
  secretFile,
  queues: Object.fromEntries(CAPTURE_QUEUES.map((queue) => [queue, queue])),
  outboundKinds: { consult: "transfer", "*": "other" },
});

const CHATS = { id: "chats", kind: "http-events", label: { it: "chat" }, channels: ["chat"] };

/** Rows of a recorded queue_log, moved into the past with the ids of their calls. */
export function queueLogRows(name: string): readonly string[] {
  const text = capture(`${name}.queue_log.txt`).toString("utf8");
  const moved = text.replaceAll(
    /(^|-)(\d{10})(?=[.|])/gm,
    (_all, before: string, second: string) => `${before}${Number(second) - SHIFT_SECONDS}`,
  );
  return moved.trimEnd().split("\n");
}

export const linesText = (rows: readonly string[]): string => rows.map((row) => `${row}\n`).join("");

/** Contacts of some cells by outcome, waits and talk of those answered in seconds. */
export function totalsOf(cells: readonly LedgerCell[]) {
  const counts: Record<string, number> = {};
  let [waitSeconds, talkSeconds] = [0, 0];
  for (const { outcome, count, waitSum, talkSum } of cells) {
    counts[outcome] = (counts[outcome] ?? 0) + count;
    if (outcome === "answered") waitSeconds += waitSum / 1_000;
    talkSeconds += talkSum / 1_000;
  }
  return { ...counts, waitSeconds, talkSeconds };
}

async function textOf(stream: NodeJS.ReadableStream): Promise<string> {
  let text = "";
  for await (const chunk of stream) text += String(chunk);
  return text;
}

/** JSON is YAML. */
function configText(dataDirectory: string, sources: readonly object[]): string {
  return JSON.stringify({
    house: { name: "Prova", timeZone: "Europe/Rome", locales: ["it"] },
    languages: ["it", "en", "fr", "es", "ar", "de"].map((code) => ({ code })),
    channels: {
      phone: {
        entries: [{ id: "phone", label: { it: "telefono" } }],
        serviceLevels: [{ withinSeconds: 20, target: 0.8 }],
      },
      chat: {
        entries: [{ id: "site", label: { it: "sito" } }],
        serviceLevels: [{ withinSeconds: 60, target: 0.95 }],
      },
    },
    queues: [
      ...CAPTURE_QUEUES.map((id) => ({ id, channel: "phone", language: languageOf(id) })),
      { id: "chat", channel: "chat", language: "it" },
    ],
    outboundPurposes: ["transfer", "other"],
    dataDirectory,
    sources,
  });
}

const languageOf = (queue: string): string => (/^q_[a-z]{2}$/.test(queue) ? queue.slice(2) : "it");
