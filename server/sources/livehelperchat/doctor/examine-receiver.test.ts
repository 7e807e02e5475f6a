import assert from "node:assert/strict";
import { it } from "node:test";

import { examineReceiver } from "./examine-receiver.ts";

const examine = (statusOf: (token: string | null) => number) => {
  const sent: number[] = [];
  return examineReceiver({
    url: "http://127.0.0.1:1522/api/v1/livehelperchat/chat",
    tokens: ["first", "second"],
    timeoutMs: 1_000,
    fetch: async (_url, init) => {
      sent.push(typeof init?.body === "string" ? init.body.length : 0);
      return new Response(null, { status: statusOf(new Headers(init?.headers).get("authorization")) });
    },
  }).then((exam) => ({ exam, sent }));
};

it("a receiver is sent too much with a token that it takes only", async () => {
  const one = await examine((token) => (token === "Bearer second" ? 204 : 401));
  assert.equal(one.exam.tooMuch?.status, 204);
  const none = await examine(() => 401);
  assert.equal(none.exam.tooMuch, null);
  assert.ok(none.sent.every((length) => length < 1_000));
});
