import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { once } from "node:events";
import path from "node:path";
import { text } from "node:stream/consumers";
import { describe, it } from "node:test";

const PROGRAM = path.join(import.meta.dirname, "../cli/outlast-limit.ts");

describe("a process that has a limit", () => {
  it("is ended out of a loop without end, and tells in which function it was", async () => {
    const { signal, told } = await run("loop");
    assert.equal(signal, "SIGKILL");
    assert.match(told, /outlast-limit\.ts still ran after 0\.3 s and is ended\./);
    assert.match(told, /What it does:\n {2}loopOn file:\/\/.*outlast-limit\.ts:\d+/);
  });

  it("is ended while it waits, and tells for what", async () => {
    const { signal, told } = await run("wait");
    assert.equal(signal, "SIGKILL");
    assert.match(told, /What keeps it open: .*Timeout/);
  });

  it("is not kept open by the limit", async () => {
    assert.deepEqual(await run("end"), { code: 0, signal: null, told: "" });
  });
});

async function run(way: string) {
  const child = spawn(process.execPath, [PROGRAM, way], { stdio: ["ignore", "ignore", "pipe"] });
  const [told, [code, signal]] = await Promise.all([text(child.stderr), once(child, "exit")]);
  return { code, signal, told };
}
