import assert from "node:assert/strict";
import { describe, it } from "node:test";

import { openHouse } from "../../../test/support/http-house.ts";
import { createWebhookRouter } from "./webhook-router.ts";

const PATH = "/api/v1/livehelperchat";
const OLD = "vedetta_old-token-of-32-random-bytes";
const NEW = "vedetta_new-token-of-32-random-bytes";
const BODY = '{"chat_id":1,"nick":"Anna"}';

const text = (bytes: number): string => JSON.stringify("x".repeat(bytes - 2));

async function openDoor() {
  const received: (readonly [string, unknown])[] = [];
  const log: string[] = [];
  const record = (fields: object, message: string): void =>
    void log.push(JSON.stringify({ ...fields, message }));
  const router = createWebhookRouter({
    tokens: new Map([
      ["chats", [OLD, NEW]],
      ["others", ["vedetta_of-the-others"]],
    ]),
    receive: (source, body) => received.push([source, body]),
    logger: { debug: record, info: record, warn: record, error: record },
  });
  const house = await openHouse({ doors: new Map([[PATH, router]]) });
  return {
    received,
    log,
    house,
    ask: async (path: string, init: RequestInit = {}) => fetch(`${house.url}${path}`, init),
    hook: async (token: string | null, body: string = BODY, source = "chats") =>
      fetch(`${house.url}${PATH}/${source}`, {
        method: "POST",
        headers: token === null ? {} : { Authorization: `Bearer ${token}` },
        body,
      }),
    [Symbol.asyncDispose]: () => house.close(),
  };
}

async function isEmpty(response: Response, status: number): Promise<void> {
  assert.equal(response.status, status);
  assert.equal(await response.text(), "");
}

describe("the door for webhooks", () => {
  it("takes either of two tokens, each for its own source", async () => {
    await using door = await openDoor();
    await isEmpty(await door.hook(OLD), 204);
    await isEmpty(await door.hook(NEW), 204);
    await isEmpty(await door.hook("vedetta_of-the-others", BODY, "others"), 204);
    assert.deepEqual(
      door.received.map(([source]) => source),
      ["chats", "chats", "others"],
    );
  });

  it("refuses without a body whoever has no token, a wrong one, or that of another source", async () => {
    await using door = await openDoor();
    for (const token of [null, "", "x", `${NEW}x`, NEW.slice(1), "vedetta_of-the-others"])
      await isEmpty(await door.hook(token), 401);
    const basic = { method: "POST", headers: { Authorization: `Basic ${NEW}` }, body: BODY };
    await isEmpty(await door.ask(`${PATH}/chats`, basic), 401);
    assert.deepEqual(door.received, []);
    assert.equal(door.log.length, 1, "it is logged once, not per attempt");
  });

  it("answers everything else without a body too", async () => {
    await using door = await openDoor();
    const headers = { Authorization: `Bearer ${NEW}` };
    await isEmpty(await door.hook(NEW, BODY, "nobody"), 404);
    await isEmpty(await door.ask(PATH, { method: "POST" }), 404);
    await isEmpty(await door.ask(`${PATH}/chats/more`, { method: "POST", headers }), 404);
    await isEmpty(await door.ask(`${PATH}/%E0%A4%A`, { method: "POST", headers }), 400);
    const got = await door.ask(`${PATH}/chats`, { headers });
    assert.equal(got.headers.get("allow"), "POST");
    await isEmpty(got, 405);
  });

  it("takes 4 kB and no more, whether the length is told before or not", async () => {
    await using door = await openDoor();
    await isEmpty(await door.hook(NEW, text(4_096)), 204);
    await isEmpty(await door.hook(NEW, text(4_097)), 413);
    const { port } = new URL(door.house.url);
    const answer = await door.house.raw(
      [
        `POST ${PATH}/chats HTTP/1.1`,
        `Host: 127.0.0.1:${port}`,
        `Authorization: Bearer ${NEW}`,
        "Transfer-Encoding: chunked",
        "Connection: close",
        "",
        "1001",
        "x".repeat(4_097),
        "0",
        "",
        "",
      ].join("\r\n"),
    );
    assert.match(answer, /^HTTP\/1\.1 413 /);
    assert.match(answer, /\r\n\r\n$/);
    assert.equal(door.received.length, 1);
  });

  it("answers 204 to what is no JSON too, before it is looked at", async () => {
    await using door = await openDoor();
    await isEmpty(await door.hook(NEW, '{"chat_id":'), 204);
    await isEmpty(await door.hook(NEW, ""), 204);
    assert.deepEqual(door.received, [
      ["chats", undefined],
      ["chats", undefined],
    ]);
  });

  it("is not asked for by the guards of the page: another host name gets no body either", async () => {
    await using door = await openDoor();
    const answer = await door.house.raw(
      [
        `POST ${PATH}/chats HTTP/1.1`,
        "Host: wall.example.org",
        `Authorization: Bearer ${NEW}`,
        "Content-Length: 2",
        "Connection: close",
        "",
        "{}",
      ].join("\r\n"),
    );
    assert.match(answer, /^HTTP\/1\.1 204 /);
    assert.match(answer, /\r\n\r\n$/);
  });
});
