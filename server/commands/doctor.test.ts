/** The doctor as a process of its own, at a server that answers as Live Helper Chat was seen to do. */
import assert from "node:assert/strict";
import { execFile } from "node:child_process";
import { chmodSync, writeFileSync } from "node:fs";
import { createServer } from "node:http";
import path from "node:path";
import { describe, it, type TestContext } from "node:test";

import { sha256Hex } from "#config/secret.ts";
import { epochMs } from "#domain/time.ts";
import { decodeHook } from "#sources/livehelperchat/decode-hook.ts";
import { Departments } from "#sources/livehelperchat/departments.ts";

import {
  CHAT_KEY,
  CHAT_USER,
  type ChatSetUp,
  HOOK_TOKEN,
  startAnsweringChat,
  startChattyProxy,
  startHookReceiver,
} from "../../test/support/answering-live-helper-chat.ts";
import { listen } from "../../test/support/listen.ts";
import { temporaryDirectory } from "../../test/support/temporary-directory.ts";

function writeConfig(
  test: TestContext,
  options: {
    readonly baseUrl: string;
    readonly port: number;
    readonly key?: string;
    readonly departments?: string;
  },
): string {
  const directory = temporaryDirectory(test);
  const file = (name: string, text: string): string => {
    writeFileSync(path.join(directory, name), text);
    chmodSync(path.join(directory, name), 0o600);
    return path.join(directory, name);
  };
  // The doctor is given the token: the configuration has only its hash.
  file("token", `${HOOK_TOKEN}\n`);
  const departments =
    options.departments ?? "{ app: { entry: site, queue: chat_it }, '2': { entry: site, queue: chat_it } }";
  return file(
    "vedetta.yaml",
    `
house: { name: Ascolto, timeZone: Europe/Rome, locales: [it] }
server: { port: ${options.port} }
languages: [{ code: it }]
channels:
  chat: { entries: [{ id: site, label: { it: sito } }], serviceLevels: [{ withinSeconds: 20, target: 0.8 }] }
queues: [{ id: chat_it, channel: chat, language: it }]
sources:
  - id: chat
    kind: livehelperchat
    label: { it: chat }
    rest: { baseUrl: "${options.baseUrl}", username: ${CHAT_USER}, apiKeyFile: ${file("key", options.key ?? CHAT_KEY)} }
    webhookTokens: [{ tokenSha256: "${sha256Hex(HOOK_TOKEN)}" }]
    departments: ${departments}
`,
  );
}

interface Outcome {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

const run = (...words: readonly string[]): Promise<Outcome> =>
  new Promise((resolve) => {
    const env = { PATH: process.env["PATH"], NO_COLOR: "1" };
    const child = execFile(
      process.execPath,
      ["server/commands/doctor.ts", ...words],
      { env },
      (_error, stdout, stderr) => resolve({ code: child.exitCode ?? -1, stdout, stderr }),
    );
  });

/** The lines with one of the marks, without it. */
const marked = (mark: string, { stdout }: Outcome): readonly string[] =>
  stdout
    .split("\n")
    .filter((line) => line.startsWith(`  ${mark} `))
    .map((line) => line.slice(4));

async function examined(
  test: TestContext,
  setUp: ChatSetUp,
  change: { readonly key?: string; readonly departments?: string } = {},
) {
  const chat = await startAnsweringChat(test, setUp);
  const { port, bodies } = await startHookReceiver(test);
  const config = writeConfig(test, { baseUrl: chat.baseUrl, port, ...change });
  const token = path.join(path.dirname(config), "token");
  const outcome = await run("livehelperchat", "--config", config, "--token-file", token);
  return { outcome, asked: chat.asked, bodies };
}

describe("doctor -- livehelperchat", () => {
  it("ends with 0 when all is well, asks by GET only, and tells no secret and no person", async (test) => {
    const { outcome, asked, bodies } = await examined(test, { behindProxy: true });
    assert.deepEqual(marked("✖", outcome), []);
    assert.deepEqual([outcome.code, outcome.stderr], [0, ""]);
    assert.match(outcome.stdout, /✔ operators may be counted; 2 operators on line/);
    assert.match(outcome.stdout, /✔ app: \d chats? in the last 24 hours/);
    assert.match(outcome.stdout, /✔ the token is taken, and answered with nothing/);
    assert.match(outcome.stdout, /siteauto \(4\): 2 chats in the last 24 hours, not counted/);
    assert.match(outcome.stdout, /\nnothing is wrong, 1 to look at\n/);
    // What it sends to our own receiver is about no chat.
    const read = bodies.map((body) => decodeHook(body, new Departments(["2"]), epochMs(Date.now())));
    assert.deepEqual(read, [{ ok: false, reason: "not-a-chat" }]);
    assert.ok(asked.length > 0 && asked.every((line) => line.startsWith("GET ")));
    for (const secret of [CHAT_KEY, HOOK_TOKEN, CHAT_USER, "Anna", "example.org"])
      assert.ok(!outcome.stdout.includes(secret), secret);
  });

  it("warns of a key that can read messages", async (test) => {
    const { outcome } = await examined(test, {});
    assert.equal(outcome.code, 0);
    assert.match(marked("!", outcome).join(), /the key can do more than it must: read the messages/);
  });

  it("tells a wrong key, though it is answered with HTTP 200, and asks no second time", async (test) => {
    const { outcome, asked } = await examined(test, {}, { key: "wrong" });
    assert.equal(outcome.code, 1);
    assert.deepEqual(marked("✖", outcome), ["Live Helper Chat does not let this user in"]);
    assert.equal(asked.length, 1);
  });

  it("names a permission that is missing", async (test) => {
    const { outcome } = await examined(test, { mayCountOperators: false, mayReadDepartments: false });
    assert.equal(outcome.code, 1);
    assert.deepEqual(marked("✖", outcome), [
      "operators on line: the permission `lhuser, userlistonlineall` is missing",
    ]);
    assert.match(outcome.stdout, /! app: identifiers cannot be looked up with this key/);
  });

  it("notices a proxy that loses the question", async (test) => {
    const { outcome } = await examined(test, { dropsQuery: true });
    assert.equal(outcome.code, 1);
    assert.match(marked("✖", outcome).join(), /status_ids=0,1,5 is not obeyed: 3 closed chats/);
    assert.match(marked("!", outcome).join(), /asked to be left out: nick, email/);
    assert.ok(!outcome.stdout.includes("Anna"));
  });

  it("tells departments that are not there", async (test) => {
    const departments =
      "{ nowhere: { entry: site, queue: chat_it }, elsewhere: { entry: site, queue: chat_it } }";
    const { outcome } = await examined(test, {}, { departments });
    assert.deepEqual(marked("✖", outcome), [
      "nowhere: there is no such department",
      "elsewhere: there is no such department",
    ]);
  });

  it("tells what does not answer, and does not take a stopped server for a mistake", async (test) => {
    const nobody = createServer();
    const port = await listen(nobody);
    nobody.close();
    const config = writeConfig(test, { baseUrl: `http://127.0.0.1:${port}`, port });
    const outcome = await run("livehelperchat", "--config", config);
    assert.equal(outcome.code, 1);
    assert.deepEqual(marked("✖", outcome), ["nothing answers at the address of baseUrl"]);
    assert.match(marked("!", outcome).join(), /Vedetta does not run at/);
  });

  it("wants empty answers of whatever takes the hooks", async (test) => {
    const { baseUrl } = await startAnsweringChat(test, { behindProxy: true });
    const port = await startChattyProxy(test);
    const outcome = await run("livehelperchat", "--config", writeConfig(test, { baseUrl, port }));
    assert.equal(outcome.code, 1);
    assert.match(marked("✖", outcome).join(), /HTTP 200\) has a body/);
  });

  it("without the token tries the rest, and says that it was not given", async (test) => {
    const chat = await startAnsweringChat(test, { behindProxy: true });
    const { port } = await startHookReceiver(test);
    const config = writeConfig(test, { baseUrl: chat.baseUrl, port });
    const outcome = await run("livehelperchat", "--config", config);
    assert.equal(outcome.code, 0);
    assert.match(outcome.stdout, /✔ a wrong token is refused/);
    assert.match(outcome.stdout, /whether a token is taken was not tried/);
    const nothing = await run("livehelperchat", "--config", config, "--token-file", "/nowhere");
    assert.equal(nothing.code, 78);
    assert.match(nothing.stderr, /--token-file: no readable file that holds the token/);
  });

  it("ends with 78 when the configuration has no such source", async () => {
    for (const words of [[], ["--source", "other"]]) {
      const { code, stderr } = await run(
        "livehelperchat",
        "--config",
        "config/vedetta.example.yaml",
        ...words,
      );
      assert.equal(code, 78);
      assert.match(stderr, /no source is of kind livehelperchat/);
    }
  });

  it("explains itself when it is not understood", async () => {
    for (const words of [[], ["asterisk"], ["livehelperchat", "x"], ["livehelperchat", "--what"]]) {
      const { code, stderr } = await run(...words);
      assert.equal(code, 64);
      assert.match(stderr, /Usage: npm run doctor/);
    }
  });
});
