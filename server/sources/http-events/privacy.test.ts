import assert from "node:assert/strict";
import { after, describe, it } from "node:test";

import {
  cloudEvent,
  everyCloudEvent,
  type Json,
  type JsonObject,
} from "../../../test/support/cloud-events.ts";
import { openHouse } from "../../../test/support/http-house.ts";

/** A caller's number as it might slip into any part of an event. */
const CANARY = "+393331234567";

const house = await openHouse();
after(() => house.close());

/** What left the house so far: to the engine and to the log. */
const outputs = (): string => JSON.stringify([house.sink.events, house.log]);

describe("a caller's number in any place of any event is told to nobody", () => {
  for (const event of everyCloudEvent("canary")) {
    const places = pathsOf(event);
    it(`${JSON.stringify(event["type"])}: ${places.length} places, as a value, a key, and within an id`, async () => {
      for (const place of places)
        for (const planted of [asValue(event, place), asKey(event, place), asPart(event, place)]) {
          const body = JSON.stringify(planted);
          assert.ok(body.includes(CANARY));
          for (const type of ["application/json", "application/x-ndjson"]) {
            const response = await house.post(body, { "Content-Type": type });
            const answer = await response.text();
            assert.ok(!holdsCanary(answer + JSON.stringify([...response.headers])), answer);
          }
        }
      assert.ok(!holdsCanary(outputs()));
    });
  }

  it("nor when the body is no JSON, of another kind, or too large, nor in the path and the headers", async () => {
    const requests: readonly (readonly [string, Record<string, string>])[] = [
      [`{"contact": "${CANARY}"`, {}],
      [`{"contact": ${CANARY}}`, { "Content-Type": "application/x-ndjson" }],
      [CANARY, { "Content-Type": `text/${CANARY.slice(1)}` }],
      [JSON.stringify(CANARY.repeat(100_000)), {}],
      [JSON.stringify(cloudEvent({})), { Authorization: `Bearer ${CANARY}`, "X-Caller": CANARY }],
    ];
    for (const [body, headers] of requests) {
      const response = await house.post(body, headers);
      assert.ok(!holdsCanary(await response.text()));
    }
    const lost = await fetch(`${house.url}/api/v1/${CANARY}?caller=${CANARY}`);
    assert.ok(!holdsCanary(await lost.text()));
    assert.ok(!holdsCanary(outputs()));
  });
});

const holdsCanary = (text: string): boolean => text.includes(CANARY.slice(3));

/** Every place of an event, as a list of keys. */
function pathsOf(value: Json, path: readonly string[] = []): (readonly string[])[] {
  if (typeof value !== "object" || value === null) return [path];
  const inner = Object.entries(value).flatMap(([key, part]) => pathsOf(part, [...path, key]));
  return path.length === 0 ? inner : [path, ...inner];
}

/** A copy in which `change` has been at work on what holds the place. */
function changed(
  event: JsonObject,
  path: readonly string[],
  change: (holder: JsonObject | Json[], key: string) => void,
): JsonObject {
  const copy = structuredClone(event);
  let holder: JsonObject | Json[] = copy;
  for (const key of path.slice(0, -1)) {
    const next: Json | undefined = Reflect.get(holder, key);
    if (typeof next === "object" && next !== null) holder = next;
  }
  change(holder, path.at(-1) ?? "");
  return copy;
}

const asValue = (event: JsonObject, path: readonly string[]) =>
  changed(event, path, (holder, key) => Reflect.set(holder, key, CANARY));

const asPart = (event: JsonObject, path: readonly string[]) =>
  changed(event, path, (holder, key) =>
    Reflect.set(holder, key, `${JSON.stringify(Reflect.get(holder, key))} ${CANARY}`),
  );

/** Lists take no keys; there it becomes one more item. */
const asKey = (event: JsonObject, path: readonly string[]) =>
  changed(event, path, (holder) =>
    Array.isArray(holder) ? holder.push(CANARY) : Reflect.set(holder, CANARY, true),
  );
