import assert from "node:assert/strict";
import { once } from "node:events";
import { it } from "node:test";

import { startGroup } from "./process-group.ts";

const parentOfSleeper = `
  const { spawn } = require("node:child_process");
  const sleeper = spawn(process.execPath, ["-e", "setInterval(() => {}, 1000)"], { stdio: "inherit" });
  console.log("started");
  setInterval(() => {}, 1000);`;

it("tells how a process ended", async () => {
  const group = startGroup(process.execPath, ["-e", "process.exit(3)"], { stdio: "ignore" });
  assert.deepEqual(await group.ended, { code: 3, signal: null });
});

it("counts a command that cannot start as failed", async () => {
  const group = startGroup("/nonexistent/command", [], { stdio: "ignore" });
  assert.equal((await group.ended).code, 1);
});

it("ends a process together with its children", async (t) => {
  const group = startGroup(process.execPath, ["-e", parentOfSleeper], {
    stdio: ["ignore", "pipe", "inherit"],
  });
  t.after(() => group.kill("SIGKILL"));
  assert.ok(group.child.stdout);
  await once(group.child.stdout, "data");
  group.kill("SIGKILL");
  // The output ends only when nobody holds the pipe any more: were the child left, this would never resolve.
  assert.deepEqual(await group.ended, { code: 1, signal: "SIGKILL" });
});

it("leaves no listener for signals behind", async () => {
  const listeners = process.listenerCount("SIGTERM");
  const group = startGroup(process.execPath, ["-e", ""], { stdio: "ignore" });
  assert.equal(process.listenerCount("SIGTERM"), listeners + 1);
  await group.ended;
  assert.equal(process.listenerCount("SIGTERM"), listeners);
});
