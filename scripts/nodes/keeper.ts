/** Keeps a program running: what ends is started again, unless it cannot stay up. */
import type { ChildProcess } from "node:child_process";
import { once } from "node:events";

const AGAIN_MS = 500;
/** What ends so soon, so many times in a row, is not started again. */
const SOON_MS = 5_000;
const MOST_SOON = 5;

export interface Keeper {
  /** Of the process that runs, or ran last. */
  readonly pid: number;
  /** Resolves when it has ended; it is not started again. */
  readonly end: () => Promise<void>;
}

export interface KeeperOptions {
  /** What it is called in messages. */
  readonly what: string;
  readonly launch: () => ChildProcess;
  readonly say: (line: string) => void;
  /** All it has written, of which the last line is told when it is given up. */
  readonly log?: () => string;
  readonly againMs?: number;
}

export function keep({ what, launch, say, log = () => "", againMs = AGAIN_MS }: KeeperOptions): Keeper {
  let isEnding = false;
  let child = launch();
  let began = performance.now();
  let soon = 0;
  const watch = (): void =>
    void child.once("exit", () => {
      if (isEnding) return;
      soon = performance.now() - began < SOON_MS ? soon + 1 : 0;
      if (soon >= MOST_SOON) {
        const last = log().trimEnd().split("\n").at(-1) ?? "";
        return say(`${what} has ended ${soon} times in a row and is not started again. ${last}`.trimEnd());
      }
      say(`${what} has ended and is started again`);
      setTimeout(() => {
        if (isEnding) return;
        child = launch();
        began = performance.now();
        watch();
      }, againMs);
    });
  watch();
  return {
    get pid() {
      return child.pid ?? 0;
    },
    async end() {
      isEnding = true;
      if (child.exitCode !== null || child.signalCode !== null) return;
      const gone = once(child, "exit");
      child.kill("SIGTERM");
      await gone;
    },
  };
}
