import assert from "node:assert/strict";
import { describe, it } from "node:test";

import { sha256Hex } from "#config/secret.ts";
import { hours } from "#domain/time.ts";

import { openHouse } from "../../../test/support/http-house.ts";
import { lhcConfigWith } from "../../../test/support/lhc-config.ts";
import { createWebhookRouter } from "./webhook-router.ts";

const PATH = "/api/v1/livehelperchat";
const OLD = "vedetta_old-token-of-32-random-bytes";
const NEW = "vedetta_new-token-of-32-random-bytes";
const OTHER = "vedetta_of-the-others";
const BODY = '{"chat_id":1,"nick":"Anna"}';

const text = (bytes: number): string => JSON.stringify("x".repeat(bytes - 2));

const sourceOf = (id: string, ...tokens: readonly { token: string; expires?: string }[]) => ({
  ...lhcConfigWith({ rest: true, hooks: true }),
  id,
  webhookTokens: tokens.map(({ token, expires }) => ({ tokenSha256: sha256Hex(token), expires })),
});

/** The door in a house as it is built, with its tokens and its audit log. */
async function openDoor() {
  const received: (readonly [string, unknown])[] = [];
  const sources = [
    sourceOf("chats", { token: OLD, expires: "2026-11-25" }, { token: NEW }),
    sourceOf("others", { token: OTHER }),
  ];
  const house = await openHouse({
    sources,
    doors: ({ refusalOfWebhook }) => {
      const router = createWebhookRouter({
        sources: new Set(["chats", "others"]),
        authorize: refusalOfWebhook,
        receive: (source, body) => received.push([source, body]),
      });
      return new Map([[PATH, router]]);
    },
  });
  return {
    received,
    log: house.log,
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
    await isEmpty(await door.hook(OTHER, BODY, "others"), 204);
    assert.deepEqual(
      door.received.map(([source]) => source),
      ["chats", "chats", "others"],
    );
  });

  it("refuses without a body whoever has no token, a wrong one, or that of another source", async () => {
    await using door = await openDoor();
    for (const token of [null, "", "x", `${NEW}x`, NEW.slice(1), OTHER])
      await isEmpty(await door.hook(token), 401);
    const basic = { method: "POST", headers: { Authorization: `Basic ${NEW}` }, body: BODY };
    await isEmpty(await door.ask(`${PATH}/chats`, basic), 401);
    assert.deepEqual(door.received, []);
    const rows = door.house.audit
      .list(10)
      .map(({ actor, deed, address, result }) => [actor, deed, address, result]);
    assert.deepEqual(rows, [["nobody", "token.refuse", "127.0.0.1", "refused"]], "once, not per attempt");
    assert.ok(!JSON.stringify([door.log, door.house.audit.list(10)]).includes(NEW));
  });

  it("takes a token to the end of its last day, then writes down that it has ended", async () => {
    await using door = await openDoor();
    await isEmpty(await door.hook(OLD), 204);
    door.house.clock.advance(hours(16));
    await isEmpty(await door.hook(OLD), 401);
    await isEmpty(await door.hook(NEW), 204);
    assert.deepEqual(
      door.house.audit.list(1).map(({ deed, target }) => [deed, target]),
      [["token.refuse", "webhook:chats"]],
    );
  });

  it("looks at ten wrong tokens a minute; a right one passes all the same, and is good for nothing else", async () => {
    await using door = await openDoor();
    for (let attempt = 0; attempt < 10; attempt += 1) await isEmpty(await door.hook(`wrong${attempt}`), 401);
    const spent = await door.hook("wrong");
    assert.equal(spent.headers.get("retry-after"), "60");
    await isEmpty(spent, 429);
    await isEmpty(await door.hook(NEW), 204);
    assert.deepEqual(
      door.house.audit.list(10).map(({ result }) => result),
      ["limited", "refused"],
    );
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
