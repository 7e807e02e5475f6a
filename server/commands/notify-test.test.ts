import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { once } from "node:events";
import { writeFileSync } from "node:fs";
import path from "node:path";
import { text } from "node:stream/consumers";
import { describe, it, type TestContext } from "node:test";

import { answerWith, fakeReceiver } from "../../test/support/notify/fake-receiver.ts";
import { temporaryDirectory } from "../../test/support/temporary-directory.ts";

/** A house with a receiver that is well and one that is not. */
async function house(t: TestContext) {
  const well = await fakeReceiver(t);
  const ill = await fakeReceiver(t, { answer: answerWith(404) });
  const directory = temporaryDirectory(t);
  const secret = path.join(directory, "token");
  writeFileSync(secret, "s3cret\n");
  const receiver = (id: string, port: number) =>
    `  - { id: ${id}, kind: alertmanager, url: "http://127.0.0.1:${port}/", tokenFile: ${secret}, allowHttp: true, allowPrivate: true }`;
  const config = path.join(directory, "house.yaml");
  writeFileSync(
    config,
    `house: { name: Ascolto, timeZone: Europe/Rome, locales: [it] }
languages: [{ code: it }]
channels: { phone: { entries: [{ id: phone, label: { it: telefono } }], serviceLevels: [{ withinSeconds: 20, target: 0.8 }] } }
queues: [{ id: q_it, channel: phone, language: it }]
sources: [{ id: pbx, kind: http-events, label: { it: centralino }, channels: [phone] }]
receivers:
${receiver("well", well.port)}
${receiver("ill", ill.port)}
`,
  );
  return { well, config };
}

async function run(...words: readonly string[]) {
  const child = spawn(process.execPath, ["server/commands/notify-test.ts", ...words], {
    env: { PATH: process.env["PATH"], NO_COLOR: "1" },
  });
  const [[status], stdout, stderr] = await Promise.all([
    once(child, "exit"),
    text(child.stdout),
    text(child.stderr),
  ]);
  return { status: Number(status), stdout, stderr };
}

describe("notify-test", () => {
  it("sends a test to one receiver and says that it arrived", async (t) => {
    const { well, config } = await house(t);
    const { status, stdout } = await run("well", "--config", config);
    assert.deepEqual({ status, stdout }, { status: 0, stdout: "✔ well  alertmanager  delivered\n" });
    assert.match(well.requests[0]?.body ?? "", /Questa è una prova/);
  });

  it("tries all of them and says what went wrong, without a secret", async (t) => {
    const { config } = await house(t);
    const { status, stdout, stderr } = await run("--config", config);
    assert.equal(status, 1);
    assert.match(stdout, /^✔ well {2}alertmanager {2}delivered\n✖ ill {2}alertmanager {2}http-404\n$/);
    assert.doesNotMatch(stdout + stderr, /s3cret/);
  });

  it("names the receivers when there is none of this id, and explains itself when not understood", async (t) => {
    const { config } = await house(t);
    const unknown = await run("nobody", "--config", config);
    assert.equal(unknown.status, 78);
    assert.match(unknown.stderr, /use one of well, ill/);
    assert.equal((await run("a", "b")).status, 64);
  });
});
