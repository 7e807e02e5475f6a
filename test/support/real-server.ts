import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import path from "node:path";

import type { BoardSnapshot } from "#wire/board-snapshot.ts";

import type { Owner } from "./owner.ts";
import { connectSse } from "./sse-client.ts";

const MAIN = new URL("../../server/main.ts", import.meta.url).pathname;
const MOST_MS = 45_000;

/** The program itself, as a process of its own on a port of its own. */
export interface RealServer {
  readonly url: string;
  readonly process: ChildProcess;
  /** All it has written to standard output and standard error so far. */
  output(): string;
  /** Delivers events; answers the HTTP status and the receipt. */
  post(events: readonly object[]): Promise<{ readonly status: number; readonly receipt: unknown }>;
  /** The board as a wall that has just come gets it. */
  snapshot(): Promise<BoardSnapshot>;
  /** Sends the signal and resolves with the exit code when the process is gone. */
  end(signal?: NodeJS.Signals): Promise<number | null>;
}

export interface RealServerOptions {
  readonly config: string;
  readonly data: string;
  readonly words?: readonly string[];
  readonly port?: number;
  /** A module that is loaded before the program. */
  readonly preload?: string;
}

/** Killed with its owner, if it still runs. Resolves when it has greeted; rejects with what it said when it ends before, or has not greeted for longer than a test may last. */
export async function startRealServer(owner: Owner, options: RealServerOptions): Promise<RealServer> {
  const preload = options.preload === undefined ? [] : ["--import", path.resolve(options.preload)];
  const child = spawn(process.execPath, [...preload, MAIN, ...(options.words ?? [])], {
    stdio: ["ignore", "pipe", "pipe"],
    env: {
      ...process.env,
      VEDETTA_CONFIG: options.config,
      VEDETTA_DATA: options.data,
      VEDETTA_PORT: String(options.port ?? 0),
      VEDETTA_LOG: "info",
    },
  });
  let output = "";
  const read = (text: string): void => {
    output += text;
  };
  child.stdout.setEncoding("utf8").on("data", read);
  child.stderr.setEncoding("utf8").on("data", read);
  const gone = once(child, "close");
  owner.after(() => {
    child.kill("SIGKILL");
    return gone;
  });
  const url = await greetingOf(child, gone, () => output);

  return {
    url,
    process: child,
    output: () => output,
    async post(events) {
      const response = await fetch(`${url}/api/v1/events`, {
        method: "POST",
        // A connection that is kept may be closed by the server just when it is used again.
        headers: { "Content-Type": "application/cloudevents-batch+json", Connection: "close" },
        body: JSON.stringify(events),
      });
      const receipt: unknown = await response.json();
      return { status: response.status, receipt };
    },
    async snapshot() {
      const client = await connectSse(`${url}/api/v1/stream`);
      const { data } = await client.nextNamed("snapshot");
      client.leave();
      const snapshot: BoardSnapshot = JSON.parse(data);
      return snapshot;
    },
    async end(signal = "SIGTERM") {
      child.kill(signal);
      await gone;
      return child.exitCode;
    },
  };
}

async function greetingOf(
  child: ChildProcess,
  gone: Promise<unknown>,
  output: () => string,
): Promise<string> {
  const greeted = new Promise<string>((resolve) => {
    child.stdout?.on("data", () => {
      const url = /wall\s+(https?:\S+)\/wall/.exec(output())?.[1];
      if (url !== undefined) resolve(url);
    });
  });
  // A test that is over ends only what it was given.
  const patience = setTimeout(() => child.kill("SIGKILL"), MOST_MS);
  const ended = gone.then(() => {
    throw new Error(`the server ended before it greeted, exit code ${child.exitCode}:\n${output()}`);
  });
  return Promise.race([greeted, ended]).finally(() => clearTimeout(patience));
}
