import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import path from "node:path";
import { it, type TestContext } from "node:test";

import { CannotStart, claimFolder } from "./claim.ts";
import { startProxy } from "./proxy.ts";

function folder(t: TestContext): string {
  const directory = mkdtempSync(path.join(tmpdir(), "vedetta-claim-"));
  t.after(() => rmSync(directory, { recursive: true, force: true }));
  return directory;
}
const nodes = (...words: string[]) =>
  spawnSync(process.execPath, ["scripts/nodes.ts", ...words], { encoding: "utf8", timeout: 30_000 });

it("a folder that a living pair has is left as it is, with the process named, and 69", (t) => {
  const data = folder(t);
  const release = claimFolder(data);
  const { status, stderr } = nodes("--data", data, "--port", "0");
  assert.equal(status, 69);
  assert.match(stderr, new RegExp(`is in use by process ${process.pid}: .*--data`));
  assert.doesNotMatch(stderr, /\bat .*\.ts:\d+/);
  assert.deepEqual(readdirSync(data), ["process"]);
  release();
  assert.deepEqual(readdirSync(data), []);
});

it("a folder of a process that is gone is taken over", (t) => {
  const data = folder(t);
  const { pid } = spawnSync(process.execPath, ["--version"]);
  writeFileSync(path.join(data, "process"), `${pid}\n`);
  claimFolder(data)();
});

it("a port that is taken is named before anything is written", async (t) => {
  const data = folder(t);
  const server = createServer().listen(0, "127.0.0.1");
  t.after(() => server.close());
  await once(server, "listening");
  const address = server.address();
  assert.ok(typeof address === "object" && address !== null);
  const { status, stderr } = nodes("--data", data, "--port", String(address.port));
  assert.equal(status, 69);
  assert.ok(stderr.includes(`127.0.0.1:${address.port} is taken`), stderr);
  assert.deepEqual(readdirSync(data), []);
  // It may be taken while the page is built, too.
  await assert.rejects(
    startProxy(address.port, () => []),
    CannotStart,
  );
});

it("words that are not understood are answered with the usage, and 64", () => {
  for (const [words, fault] of [
    [["--nope"], "Unknown option '--nope'"],
    [["--port", "65536"], "--port takes a whole number from 0 to 65535"],
  ] as const) {
    const { status, stderr } = nodes(...words);
    assert.equal(status, 64);
    assert.ok(stderr.startsWith(`command line: ${fault}\n\nUsage: npm run nodes`), stderr);
  }
  const { status, stdout } = nodes("--help");
  assert.equal(status, 0);
  assert.match(stdout, /^\nUsage: npm run nodes/);
});
