import { spawn } from "node:child_process";
import { once } from "node:events";
import { setTimeout as delay } from "node:timers/promises";

import { numberedEvents } from "../journal-events.ts";
import type { Audit } from "./kill-target.ts";
import { loadTarget } from "./load-target.ts";

const PROGRAM = new URL("../cli/send-until-killed.ts", import.meta.url).pathname;
/** Counted from the first acknowledgement, so that every part of a commit is hit. */
const LONGEST_LIFE_MS = 60;
/** Counted from the start of the process, so that opening is hit too. */
const LONGEST_START_MS = 300;

export interface KillReport {
  readonly kills: number;
  readonly acknowledged: number;
  readonly lost: number;
  readonly repeated: number;
  /** Audits whose database was not `ok`. */
  readonly damaged: number;
  readonly slowestReadyMs: number;
}

/**
 * Starts a process that sends events to the target, kills it with SIGKILL at a random
 * instant, opens what is there, and looks for every event that was acknowledged in this
 * or any earlier life; the next life goes on in the same directory and sends again what
 * was under way. `random` gives numbers from 0 to 1.
 */
export async function killLoop(options: {
  readonly target: URL;
  readonly directory: string;
  readonly kills: number;
  readonly random: () => number;
}): Promise<KillReport> {
  const { target, directory, kills, random } = options;
  const killTarget = await loadTarget(target.href);
  const audits: Audit[] = [];
  let acknowledged = 0;
  for (let kill = 0; kill < kills; kill += 1) {
    const early = kill % 4 === 3;
    const life = random() * (early ? LONGEST_START_MS : LONGEST_LIFE_MS);
    acknowledged = await lifeOf({ target, directory, from: acknowledged, early, life });
    audits.push(await killTarget.audit(directory, numberedEvents(0, acknowledged)));
  }
  return {
    kills,
    acknowledged,
    lost: Math.max(...audits.map(({ lost }) => lost)),
    repeated: Math.max(...audits.map(({ repeated }) => repeated)),
    damaged: audits.filter(({ integrity }) => integrity !== "ok").length,
    slowestReadyMs: Math.max(...audits.map(({ readyAfterMs }) => readyAfterMs)),
  };
}

/** One process from start to kill. Answers the number of the first event that is not acknowledged. */
async function lifeOf(options: {
  readonly target: URL;
  readonly directory: string;
  readonly from: number;
  /** Count the life from the start instead of from the first acknowledgement. */
  readonly early: boolean;
  readonly life: number;
}): Promise<number> {
  const { target, directory, from, early, life } = options;
  const child = spawn(process.execPath, [PROGRAM, target.href, directory, String(from)], {
    stdio: ["ignore", "pipe", "inherit", "ipc"],
  });
  let output = "";
  child.stdout?.setEncoding("utf8").on("data", (text: string) => {
    output += text;
  });
  const closed = once(child, "close");
  if (!early && child.stdout !== null) await Promise.race([once(child.stdout, "data"), closed]);
  await delay(life);
  child.kill("SIGKILL");
  const [, signal] = await closed;
  if (signal !== "SIGKILL") throw new Error("the process ended by itself before it was killed");
  // The last line may be cut off in the middle; what it said was not said.
  const lines = output.slice(0, output.lastIndexOf("\n") + 1).split("\n");
  return Number(lines.at(-2) ?? from);
}
