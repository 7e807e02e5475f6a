/** Child processes in groups of their own: they end with all their children, and get a signal once, not twice. */
import { type ChildProcess, spawn, type SpawnOptions } from "node:child_process";

/** A terminal sends Ctrl-C to everyone and npm passes it on: what comes so soon after a signal is the same keystroke. */
const SAME_KEYSTROKE_MS = 500;

export interface ProcessGroup {
  readonly child: ChildProcess;
  /** Resolves when the process has ended and its output is complete. Never rejects: what cannot start has ended with 1. */
  readonly ended: Promise<{ readonly code: number; readonly signal: NodeJS.Signals | null }>;
  kill(signal: NodeJS.Signals): void;
}

/** Signals that reach us are passed on to the group for as long as it runs. */
export function startGroup(
  command: string,
  parameters: readonly string[],
  options: SpawnOptions,
): ProcessGroup {
  const child = spawn(command, parameters, { ...options, detached: true });
  const kill = (signal: NodeJS.Signals): void => {
    if (child.pid === undefined || child.exitCode !== null || child.signalCode !== null) return;
    process.kill(-child.pid, signal);
  };
  let lastSignalAt = Number.NEGATIVE_INFINITY;
  const passOn = (signal: NodeJS.Signals): void => {
    if (performance.now() - lastSignalAt >= SAME_KEYSTROKE_MS) kill(signal);
    lastSignalAt = performance.now();
  };
  process.on("SIGINT", passOn).on("SIGTERM", passOn);
  const ended = new Promise<{ code: number; signal: NodeJS.Signals | null }>((resolve) => {
    child.once("error", (error) => {
      process.stderr.write(`${error.message}\n`);
      resolve({ code: 1, signal: null });
    });
    child.once("close", (code, signal) => resolve({ code: code ?? 1, signal }));
  }).finally(() => process.off("SIGINT", passOn).off("SIGTERM", passOn));
  return { child, ended, kill };
}
