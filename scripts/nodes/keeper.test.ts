import assert from "node:assert/strict";
import { type ChildProcess, spawn } from "node:child_process";
import { it } from "node:test";

import { until } from "../../test/support/until.ts";
import { keep } from "./keeper.ts";

const script = (text: string): ChildProcess => spawn(process.execPath, ["-e", text], { stdio: "ignore" });

const waits = (): ChildProcess => script("setInterval(() => 0, 1000)");

it("what ends at once is started again, and after five times in a row given up with its last words", async () => {
  const said: string[] = [];
  let launched = 0;
  const keeper = keep({
    what: "node left",
    launch: () => {
      launched += 1;
      return script("process.exit(1)");
    },
    say: (line) => said.push(line),
    log: () => "first words\nthe port is taken\n",
    againMs: 1,
  });
  await until(() => said.length === 5);
  const again = Array.from({ length: 4 }, () => "node left has ended and is started again");
  const last = "node left has ended 5 times in a row and is not started again. the port is taken";
  assert.deepEqual(said, [...again, last]);
  await keeper.end();
  assert.equal(launched, 5);
});

it("what is killed is started again as another process, and not when it was ended", async () => {
  const said: string[] = [];
  const keeper = keep({ what: "redis", launch: waits, say: (line) => said.push(line), againMs: 1 });
  const { pid } = keeper;
  process.kill(pid, "SIGKILL");
  await until(() => keeper.pid !== pid);
  await keeper.end();
  assert.deepEqual(said, ["redis has ended and is started again"]);
  assert.throws(() => process.kill(keeper.pid, 0), /ESRCH/);
});
