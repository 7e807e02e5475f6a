import assert from "node:assert/strict";
import { createServer } from "node:http";
import { describe, it, type TestContext } from "node:test";

import express from "express";

import type { DeliveryDesk } from "#engine/delivery-ports.ts";
import { JournalUnavailable } from "#engine/ports.ts";

import { listen } from "../../test/support/listen.ts";
import { answerWith, fakeReceiver } from "../../test/support/notify/fake-receiver.ts";
import { messageOf, REASONS } from "../../test/support/notify/messages.ts";
import { senderRig, webhook } from "../../test/support/notify/sender-rig.ts";
import type { Witness } from "./access/witness.ts";
import { deliveriesRouter } from "./deliveries-router.ts";
import { deliveriesSchema, testResultSchema } from "./deliveries-schema.ts";
import { problemHandler } from "./problem.ts";

const silent = { debug() {}, info() {}, warn() {}, error() {} };
const nobody: Witness = { nameOf: () => null, note() {} };

async function open(t: TestContext, desk: DeliveryDesk) {
  const app = express()
    .use("/api/v1", deliveriesRouter(desk, nobody))
    .use(problemHandler(silent, () => false));
  const server = createServer(app);
  const port = await listen(server);
  t.after(() => server.close());
  return (method: string, path: string, type = "application/json") =>
    fetch(`http://127.0.0.1:${port}/api/v1${path}`, {
      method,
      ...(method === "POST" ? { headers: { "Content-Type": type }, body: "{}" } : {}),
    });
}

/** A receiver that has refused a message for good, and takes everything from now on. */
async function refusedMessage(t: TestContext) {
  const receiver = await fakeReceiver(t, { answer: answerWith(404) });
  const rig = senderRig(t, [webhook("desk", `http://hooks.test:${receiver.port}/`)]);
  rig.put("desk", messageOf());
  await rig.settled("desk");
  receiver.answer = answerWith(200);
  return { receiver, rig, ask: await open(t, rig.sender) };
}

const broken = (): never => {
  throw new JournalUnavailable("full");
};

describe("deliveries", () => {
  it("are listed with their receivers", async (t) => {
    const { ask } = await refusedMessage(t);
    const response = await ask("GET", "/deliveries");
    assert.equal(response.headers.get("Cache-Control"), "no-store");
    const { receivers, deliveries } = deliveriesSchema.parse(await response.json());
    assert.deepEqual(
      receivers.map(({ receiver, kind, waiting }) => [receiver, kind, waiting]),
      [["desk", "standard", 0]],
    );
    assert.deepEqual(
      deliveries.map(({ id, state, lastError, about }) => [id, state, lastError, about]),
      [
        [
          "msg_2f5c8a",
          "dead",
          "http-404",
          [{ fingerprint: "rate-falls/chat", reason: REASONS["rate-falls"] }],
        ],
      ],
    );
  });

  it("that were given up can be sent again, others not", async (t) => {
    const { receiver, rig, ask } = await refusedMessage(t);
    assert.equal((await ask("POST", "/deliveries/desk/msg_unknown/resend")).status, 404);
    assert.equal((await ask("POST", "/deliveries/nobody/msg_2f5c8a/resend")).status, 404);
    assert.equal((await ask("POST", "/deliveries/desk/msg_2f5c8a/resend")).status, 202);
    assert.equal((await rig.settled("desk")).state, "delivered");
    assert.equal((await ask("POST", "/deliveries/desk/msg_2f5c8a/resend")).status, 404);
    const ids = receiver.requests.map(({ headers }) => headers["webhook-id"]);
    assert.deepEqual(ids, ["msg_2f5c8a", "msg_2f5c8a"]);
  });

  it("can be tried with a test, which says what became of it", async (t) => {
    const { receiver, ask } = await refusedMessage(t);
    const result = testResultSchema.parse(await (await ask("POST", "/receivers/desk/test")).json());
    assert.deepEqual(result, { receiver: "desk", delivered: true, error: null });
    assert.match(receiver.requests.at(-1)?.body ?? "", /"type":"alert\.test"/);
    assert.equal((await ask("POST", "/receivers/nobody/test")).status, 404);
  });

  it("are changed by nothing that a page of another site could send", async (t) => {
    const { rig, ask } = await refusedMessage(t);
    for (const path of ["/deliveries/desk/msg_2f5c8a/resend", "/receivers/desk/test"])
      assert.equal((await ask("POST", path, "text/plain")).status, 415);
    assert.equal(rig.row("desk")?.state, "dead");
  });

  it("say when the journal is not available", async (t) => {
    const ask = await open(t, { deliveries: broken, resend: broken, sendTest: () => Promise.resolve(null) });
    for (const response of [await ask("GET", "/deliveries"), await ask("POST", "/deliveries/a/b/resend")]) {
      assert.equal(response.status, 503);
      assert.equal(response.headers.get("Retry-After"), "5");
    }
  });
});
