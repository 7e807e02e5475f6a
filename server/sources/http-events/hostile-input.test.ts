import assert from "node:assert/strict";
import { after, it } from "node:test";

import * as fc from "fast-check";

import { loadConfig } from "#config/load-config.ts";

import { cloudEvent, PRODUCERS_CONFIG } from "../../../test/support/cloud-events.ts";
import { hostileEventText } from "../../../test/support/hostile-events.ts";
import { openHouse } from "../../../test/support/http-house.ts";
import { createEventDecoder } from "./decode-event.ts";
import { vocabularyOf } from "./vocabulary.ts";

const house = await openHouse();
after(() => house.close());
const config = loadConfig(PRODUCERS_CONFIG);
/** Held equal to the published schema by a test of their own. */
const decoders = config.sources
  .filter((source) => source.kind === "http-events")
  .map((source) => createEventDecoder(vocabularyOf(config, source)));

interface Receipt {
  readonly accepted: number;
  readonly duplicates: number;
  readonly rejected: readonly { readonly index: number; readonly path: string; readonly reason: string }[];
}

/** Whether any source may send it, and its time is not so long ago that the engine refuses it. */
const isGood = (text: string): boolean => {
  const value: unknown = JSON.parse(text);
  // A hostile time may be anything, also an object that cannot be made text.
  const time: unknown = Reflect.get(Object(value), "time");
  const isAncient = typeof time === "string" && time.startsWith("0001");
  return !isAncient && decoders.some((decode) => decode(value).ok);
};

it("of 10,000 hostile events each bad one is told with path and reason, each good neighbour is taken", async () => {
  let told = 0;
  let good = 0;
  const batch = fc.array(hostileEventText, { minLength: 25, maxLength: 25 });
  await fc.assert(
    fc.asyncProperty(batch, fc.boolean(), async (hostile, byLines) => {
      const sibling = JSON.stringify(cloudEvent({ id: `sibling-${told}` }));
      const texts = [sibling, ...hostile, sibling].filter((text) => text.length < 75_000);
      const body = byLines ? texts.join("\n") : `[${texts.join()}]`;
      if (body.length > 1_048_576) return;
      const response = await house.post(body, {
        "Content-Type": byLines ? "application/x-ndjson" : "application/json",
      });
      assert.equal(response.status, 202);
      const receipt = receiptOf(await response.json());
      const bad = texts.flatMap((text, index) => (isGood(text) ? [] : [index]));
      assert.deepEqual(
        receipt.rejected.map(({ index }) => index),
        bad,
      );
      assert.equal(receipt.accepted + receipt.duplicates, texts.length - bad.length);
      for (const { path, reason } of receipt.rejected) {
        assert.match(path, /^\$(\.[a-zA-Z]+(\[\d+\])?)*$/);
        assert.match(reason, /^[a-z-]+$/);
      }
      told += bad.length;
      good += texts.length - bad.length;
    }),
    { numRuns: 440 },
  );
  assert.ok(told > 7_000 && told + good > 10_000, `${told} told, ${good} taken`);
  assert.equal((await fetch(`${house.url}/healthz`)).status, 200);
  assert.equal(Reflect.get({}, "callerNumber"), undefined);
});

it("nests as deep as a body can be, and is only refused", async () => {
  const deep = `${"[".repeat(500_000)}${"]".repeat(500_000)}`;
  const asData = JSON.stringify(cloudEvent({ data: "DEEP" })).replace(
    '"DEEP"',
    `${'{"a":'.repeat(10_000)}1${"}".repeat(10_000)}`,
  );
  for (const body of [deep, `[${deep}]`]) assert.equal((await house.post(body)).status, 422);
  const response = await house.post(asData);
  assert.deepEqual(receiptOf(await response.json()).rejected, [
    { index: 0, path: "$.data.contact", reason: "missing" },
  ]);
});

function receiptOf(body: unknown): Receipt {
  assert.ok(isReceipt(body), JSON.stringify(body).slice(0, 200));
  return body;
}

const isReceipt = (body: unknown): body is Receipt =>
  typeof body === "object" && body !== null && "rejected" in body && Array.isArray(body.rejected);
