import assert from "node:assert/strict";
import { it } from "node:test";

import { createParser, type EventSourceMessage } from "eventsource-parser";

import { eventText } from "./event-text.ts";

const fail = (error: Error): never => {
  throw error;
};
const parse = (text: string): EventSourceMessage[] => {
  const messages: EventSourceMessage[] = [];
  createParser({ onEvent: (message) => messages.push(message), onError: fail }).feed(text);
  return messages;
};

it("is one event with name, id and data", () => {
  assert.deepEqual(parse(eventText("snapshot", { a: 1 }, "epoch:7")), [
    { event: "snapshot", id: "epoch:7", data: '{"a":1}' },
  ]);
});

it("without an id leaves the id of the reader alone", () => {
  assert.equal(parse(eventText("heartbeat", {}))[0]?.id, undefined);
});

it("keeps line breaks inside values: no value can add a field or an event", () => {
  const nasty = { name: "x\n\nevent: bye\ndata: {}\r\rid: 1\u2028\u0000" };
  const [message, ...others] = parse(eventText("snapshot", nasty, "epoch:1"));
  assert.deepEqual(others, []);
  assert.deepEqual(JSON.parse(message?.data ?? ""), nasty);
  assert.equal(message?.event, "snapshot");
});
