/** Signed messages, as those see them who only know the specification and our documentation. */
import assert from "node:assert/strict";
import { spawn, spawnSync } from "node:child_process";
import { once } from "node:events";
import { readFileSync } from "node:fs";
import { createInterface } from "node:readline";
import { describe, it } from "node:test";

import { parse } from "yaml";
import { Webhook } from "standardwebhooks";

import { checkConfig } from "#config/check-config.ts";
import { standardFormat } from "#notify/kinds/standard.ts";
import { overHttp } from "#notify/over-http.ts";
import type { Receiver } from "#notify/receiver.ts";

import { type FakeReceiver, fakeReceiver, type ReceivedRequest } from "../support/notify/fake-receiver.ts";
import { alertOf, messageOf, REASONS } from "../support/notify/messages.ts";
import { EXAMPLE_KINDS, RECEIVER_PAGE, withExamples } from "../support/notify/receiver-page.ts";
import { SECRET, senderRig, toLoopback, webhook } from "../support/notify/sender-rig.ts";

const OLD_SECRET = `whsec_${Buffer.from("fedcba9876543210fedcba9876543210").toString("base64")}`;
const OTHER_SECRET = `whsec_${Buffer.from("nobody-knows-what-this-is-for---").toString("base64")}`;
const page = readFileSync(RECEIVER_PAGE, "utf8");
const codeOf = (language: string): string =>
  new RegExp(`^\`\`\`${language}\\n([\\s\\S]*?)^\`\`\``, "m").exec(page)?.[1] ?? "";

/** A message with letters beyond ASCII, signed with two secrets, as it arrived. */
async function received(t: Parameters<typeof fakeReceiver>[0]): Promise<ReceivedRequest> {
  const receiver: FakeReceiver = await fakeReceiver(t);
  const rotating: Receiver = {
    ...webhook("desk", ""),
    deliver: overHttp({
      format: standardFormat({
        url: `http://hooks.test:${receiver.port}/`,
        secrets: [SECRET, OLD_SECRET],
      }),
      allowHttp: true,
      allowPrivate: true,
      lookup: toLoopback,
      ca: null,
    }),
  };
  const rig = senderRig(t, [rotating]);
  const name = { it: "Giornata à è ì – “1522”", en: "Day" };
  rig.put("desk", messageOf({ alerts: [alertOf({ ...REASONS["known-day"], name })] }));
  await rig.settled("desk");
  const [request] = receiver.requests;
  assert.ok(request);
  return request;
}

const headersOf = ({ headers }: ReceivedRequest): Record<string, string> => ({
  "webhook-id": String(headers["webhook-id"]),
  "webhook-timestamp": String(headers["webhook-timestamp"]),
  "webhook-signature": String(headers["webhook-signature"]),
});

/** The same request three ways: as it came, changed on the way, and five minutes old. */
const variantsOf = (request: ReceivedRequest) => {
  const headers = headersOf(request);
  const old = String(Number(headers["webhook-timestamp"]) - 301);
  return [
    { headers, body: request.body, genuine: true },
    { headers, body: request.body.replace("1522", "1523"), genuine: false },
    { headers: { ...headers, "webhook-timestamp": old }, body: request.body, genuine: false },
  ];
};

describe("a signature", () => {
  it("satisfies the reference library, with either secret while one is being changed", async (t) => {
    const request = await received(t);
    for (const secret of [SECRET, OLD_SECRET])
      assert.deepEqual(
        new Webhook(secret).verify(request.body, headersOf(request)),
        JSON.parse(request.body),
      );
    assert.throws(() => new Webhook(OTHER_SECRET).verify(request.body, headersOf(request)));
  });

  it("satisfies the JavaScript of our documentation", async (t) => {
    const request = await received(t);
    const source = `data:text/javascript;base64,${Buffer.from(codeOf("js")).toString("base64")}`;
    const module: Record<string, unknown> = await import(source);
    const { isGenuine } = module;
    assert.ok(typeof isGenuine === "function");
    for (const { headers, body, genuine } of variantsOf(request))
      for (const secret of [SECRET, OLD_SECRET])
        assert.equal(isGenuine(headers, Buffer.from(body), secret), genuine);
    assert.equal(isGenuine(headersOf(request), Buffer.from(request.body), OTHER_SECRET), false);
  });

  const hasPython = spawnSync("python3", ["-c", "import hmac"]).status === 0;
  it("satisfies a receiver in Python", { skip: hasPython ? false : "python3 is not there" }, async (t) => {
    const python = spawn("python3", ["-u", "-c", `${codeOf("python")}\n${PYTHON_RECEIVER}`, SECRET]);
    t.after(() => python.kill());
    python.stderr.resume();
    const [port]: unknown[] = await once(createInterface({ input: python.stdout }), "line");
    const url = `http://hooks.test:${Number(port)}/`;
    const wrong = {
      ...webhook("wrong", url),
      deliver: overHttp({
        format: standardFormat({ url, secrets: [OTHER_SECRET] }),
        allowHttp: true,
        allowPrivate: true,
        lookup: toLoopback,
        ca: null,
      }),
    };
    const rig = senderRig(t, [webhook("desk", url), wrong]);
    rig.put("desk", messageOf());
    rig.put("wrong", messageOf());
    assert.equal((await rig.settled("desk")).state, "delivered");
    assert.equal((await rig.settled("wrong")).lastError, "http-401");
  });
});

/** A whole receiver around the function of the documentation. */
const PYTHON_RECEIVER = `
import http.server, sys

class Receiver(http.server.BaseHTTPRequestHandler):
    def do_POST(self):
        body = self.rfile.read(int(self.headers["content-length"]))
        self.send_response(204 if is_genuine(self.headers, body, sys.argv[1]) else 401)
        self.end_headers()
    def log_message(self, *_):
        pass

server = http.server.HTTPServer(("127.0.0.1", 0), Receiver)
print(server.server_address[1])
server.serve_forever()
`;

describe("the page about receivers", () => {
  it("shows what is sent (`node test/support/cli/receiver-examples.ts` writes it anew)", () => {
    assert.equal(page, withExamples(page));
    for (const kind of EXAMPLE_KINDS)
      assert.match(page, new RegExp(`<!-- example: ${kind} -->\n\`\`\`json\n\\{`));
  });

  it("shows configurations that are accepted", () => {
    const blocks = [...page.matchAll(/^```yaml\n([\s\S]*?)^```/gm)].map(([, text = ""]) => text);
    assert.equal(blocks.length, 10);
    const example: Record<string, unknown> = parse(readFileSync("config/vedetta.example.yaml", "utf8"));
    for (const block of blocks)
      assert.deepEqual(checkConfig({ ...example, ...parse(block) }).faults, [], block);
  });

  it("shows every kind, and no check of a signature longer than ten lines", () => {
    for (const kind of [...EXAMPLE_KINDS, "email"]) assert.match(page, new RegExp(`^### \`${kind}\``, "m"));
    for (const language of ["python", "js"])
      assert.ok(
        codeOf(language)
          .trim()
          .split("\n")
          .filter((line) => line !== "").length <= 11,
        language,
      );
  });
});
