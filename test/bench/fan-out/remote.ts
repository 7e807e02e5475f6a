/** Asks another process to do something and tell a number. */
import { fork } from "node:child_process";

/** Numbers in, one number out. */
export type Commands = Readonly<Record<string, (...args: readonly number[]) => number | Promise<number>>>;

export interface Remote {
  ask(command: string, ...args: readonly number[]): Promise<number>;
  stop(): Promise<void>;
}

export function startRemote(program: URL, ...argv: readonly string[]): Remote {
  const child = fork(program, argv, {
    execArgv: ["--expose-gc"],
    stdio: ["ignore", "inherit", "inherit", "ipc"],
  });
  const waiting = new Map<number, PromiseWithResolvers<number>>();
  const ended = Promise.withResolvers<void>();
  let asked = 0;
  child.on("message", (message) => {
    const answer = numbersOf(message);
    waiting.get(answer[0] ?? -1)?.resolve(answer[1] ?? Number.NaN);
    waiting.delete(answer[0] ?? -1);
  });
  child.once("exit", (code) => {
    for (const { reject } of waiting.values()) reject(new Error(`${program.pathname} ended with ${code}`));
    ended.resolve();
  });
  return {
    ask(command, ...args) {
      asked += 1;
      const answer = Promise.withResolvers<number>();
      waiting.set(asked, answer);
      child.send({ command, numbers: [asked, ...args] });
      return answer.promise;
    },
    async stop() {
      child.kill("SIGKILL");
      await ended.promise;
    },
  };
}

/** To be called by the other process. */
export function answerCommands(commands: Commands): void {
  process.on("message", (message: unknown) => {
    const [id = -1, ...args] = numbersOf(message);
    const command = commands[commandOf(message)];
    if (command === undefined) throw new Error("no such command");
    void Promise.resolve(command(...args)).then((value) => process.send?.({ numbers: [id, value] }));
  });
  process.once("disconnect", () => process.exit());
}

const commandOf = (message: unknown): string =>
  typeof message === "object" && message !== null && "command" in message ? String(message.command) : "";

const numbersOf = (message: unknown): readonly number[] =>
  typeof message === "object" && message !== null && "numbers" in message && Array.isArray(message.numbers)
    ? message.numbers.map(Number)
    : [];
