import { spawn } from "node:child_process";
import { once } from "node:events";
import http from "node:http";
import { setTimeout as delay } from "node:timers/promises";

import { listen } from "../listen.ts";

const PROGRAM = new URL("../cli/deliver-until-killed.ts", import.meta.url).pathname;
/** More than a life is long enough for. */
const MORE_MESSAGES = 100_000;
const LAST_MESSAGES = 5;
/** Counted from the first commit, so that a kill falls between a commit and the end of its delivery. */
const LONGEST_LIFE_MS = 120;
/** The receiver takes so long at most, so that a kill falls between its answer and the note of it. */
const LONGEST_ANSWER_MS = 6;

export interface SenderKillReport {
  readonly kills: number;
  /** Messages known to be committed. */
  readonly committed: number;
  readonly arrived: number;
  /** Committed messages that never arrived. */
  readonly lost: number;
  /** Arrivals beyond the first of a message, in all, and the most of them after one kill. */
  readonly duplicates: number;
  readonly mostPerKill: number;
  /** Messages that overtook an older one. */
  readonly outOfOrder: number;
  /** Copies of a message that were not like the first. */
  readonly different: number;
}

/**
 * Runs a process that commits messages and delivers them to a receiver in this one, kills it
 * with SIGKILL at random instants, starts it again on the same journal, and lets the last
 * life end by itself. `random` gives numbers from 0 to 1.
 */
export async function killSender(options: {
  readonly directory: string;
  readonly kills: number;
  readonly random: () => number;
}): Promise<SenderKillReport> {
  const { directory, kills, random } = options;
  const bodies = new Map<string, string>();
  const copies: number[] = [];
  const order: number[] = [];
  let life = 0;
  let different = 0;
  const server = http.createServer((request, response) => {
    const id = String(request.headers["webhook-id"]);
    const chunks: Buffer[] = [];
    request.on("data", (chunk: Buffer) => chunks.push(chunk));
    request.on("end", () => {
      const body = Buffer.concat(chunks).toString("utf8");
      const known = bodies.get(id);
      if (known === undefined) {
        bodies.set(id, body);
        order.push(Number(id.slice("msg_".length)));
      } else {
        copies[life] = (copies[life] ?? 0) + 1;
        if (known !== body) different += 1;
      }
      setTimeout(() => response.writeHead(204).end(), random() * LONGEST_ANSWER_MS);
    });
  });
  const port = await listen(server);
  let committed = 0;
  try {
    for (; life < kills; life += 1)
      committed = await lifeOf({ directory, port, from: committed, killAfterMs: random() * LONGEST_LIFE_MS });
    committed = await lifeOf({ directory, port, from: committed, killAfterMs: null });
  } finally {
    server.closeAllConnections();
    server.close();
  }
  const numbers = Array.from({ length: committed }, (_, number) => number);
  return {
    kills,
    committed,
    arrived: bodies.size,
    lost: numbers.filter((number) => !bodies.has(`msg_${number}`)).length,
    duplicates: copies.reduce((sum, count) => sum + count, 0),
    mostPerKill: copies.reduce((most, count) => Math.max(most, count), 0),
    outOfOrder: order.filter((number, index) => number < (order[index - 1] ?? 0)).length,
    different,
  };
}

/** One process. Answers the number of the first message that is not known to be committed. */
async function lifeOf(options: {
  readonly directory: string;
  readonly port: number;
  readonly from: number;
  /** `null`: it ends by itself. */
  readonly killAfterMs: number | null;
}): Promise<number> {
  const { directory, port, from, killAfterMs } = options;
  const last = from + (killAfterMs === null ? LAST_MESSAGES : MORE_MESSAGES);
  const child = spawn(process.execPath, [PROGRAM, directory, String(port), String(from), String(last)], {
    stdio: ["ignore", "pipe", "inherit"],
  });
  let output = "";
  child.stdout.setEncoding("utf8").on("data", (text: string) => {
    output += text;
  });
  const closed = once(child, "close");
  if (killAfterMs !== null) {
    await Promise.race([once(child.stdout, "data"), closed]);
    await delay(killAfterMs);
    child.kill("SIGKILL");
  }
  const [code, signal] = await closed;
  if (killAfterMs === null ? code !== 0 : signal !== "SIGKILL")
    throw new Error(`the process ended with ${String(code ?? signal)}`);
  // The last line may be cut off in the middle; what it said was not said.
  const lines = output.slice(0, output.lastIndexOf("\n") + 1).split("\n");
  const numbers = lines.filter((line) => /^\d+$/.test(line));
  return Number(numbers.at(-1) ?? from - 1) + 1;
}
