/** Runs on a thread of its own, because a loop without end leaves no turn to a timer of the thread it is on. */
import { writeSync } from "node:fs";
import { Session } from "node:inspector/promises";
import { setTimeout as sleep } from "node:timers/promises";
import { workerData } from "node:worker_threads";

const ANSWER_MS = 1_000;

const { file, limitMs }: { readonly file: string; readonly limitMs: number } = workerData;
await sleep(limitMs);
const session = new Session();
session.connectToMainThread();
const found = [await waitedFor(), await calls()].filter((part) => part !== null);
writeSync(2, `\n${[`${file} still ran after ${limitMs / 1_000} s and is ended.`, ...found].join("\n")}\n`);
process.kill(process.pid, "SIGKILL");

async function waitedFor(): Promise<string | null> {
  const expression = "process.getActiveResourcesInfo().join(', ')";
  const answer = await Promise.race([
    session.post("Runtime.evaluate", { expression }),
    sleep(ANSWER_MS, null),
  ]);
  return answer && `What keeps it open: ${String(answer.result.value)}`;
}

/** Nothing where it only waits: a pause begins with the next statement. */
async function calls(): Promise<string | null> {
  const urls = new Map<string, string>();
  session.on("Debugger.scriptParsed", ({ params }) => urls.set(params.scriptId, params.url));
  const stopped = new Promise<string>((resolve) => {
    session.once("Debugger.paused", ({ params }) => {
      const lines = params.callFrames.map(
        ({ functionName, location }) =>
          `  ${functionName || "(module)"} ${urls.get(location.scriptId)}:${location.lineNumber + 1}`,
      );
      resolve(["What it does:", ...lines].join("\n"));
    });
  });
  await session.post("Debugger.enable");
  await session.post("Debugger.pause");
  return Promise.race([stopped, sleep(ANSWER_MS, null)]);
}
