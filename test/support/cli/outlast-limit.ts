/** `loop` never gives a turn, `wait` keeps a handle open; both for longer than they may. Anything else ends by itself. */
import { limitProcess } from "../limit/process-limit.ts";

limitProcess(300);
const [way] = process.argv.slice(2);
if (way === "loop") loopOn();
else if (way === "wait") setInterval(() => {}, 60_000);

function loopOn(): never {
  for (;;);
}
