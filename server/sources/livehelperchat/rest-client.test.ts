import assert from "node:assert/strict";
import { describe, it } from "node:test";

import { epochMs, seconds } from "#domain/time.ts";

import { createLhcRest } from "./rest-client.ts";
import { chatsSince, LIVE_CHATS } from "./rest-queries.ts";

interface Asked {
  readonly url: string;
  readonly init: RequestInit | undefined;
}

function clientOf(answer: () => Response | Promise<Response>) {
  const asked: Asked[] = [];
  const rest = createLhcRest({
    baseUrl: "https://chat.example.org/index.php/",
    username: "wall",
    apiKey: "kèy:1",
    timeoutMs: seconds(1),
    fetch: async (input, init) => {
      asked.push({ url: typeof input === "string" ? input : "", init });
      return answer();
    },
  });
  return { rest, asked };
}

describe("the REST client", () => {
  it("asks for live chats without what is personal, and always for the three kinds of them", async () => {
    const { rest, asked } = clientOf(() =>
      Response.json(
        { list: [{ id: 1 }], error: false },
        { headers: { Date: "Mon, 23 Nov 2026 12:00:00 GMT" } },
      ),
    );
    const answer = await rest.chats(LIVE_CHATS);
    assert.deepEqual(answer, { ok: true, rows: [{ id: 1 }], date: Date.UTC(2026, 10, 23, 12) });
    const [{ url, init } = { url: "", init: undefined }] = asked;
    assert.match(
      url,
      /^https:\/\/chat\.example\.org\/index\.php\/restapi\/chats\?status_ids=0,1,5&limit=1000&/,
    );
    for (const field of ["nick", "hash", "ip", "email", "uagent", "user_typing_txt"])
      assert.match(url, new RegExp(`ignore_fields=[a-z_,]*\\b${field}\\b`));
    const { authorization } = Object.fromEntries(new Headers(init?.headers));
    assert.equal(authorization, `Basic ${Buffer.from("wall:kèy:1").toString("base64")}`);
    assert.equal(init?.redirect, "manual");
  });

  it("asks for all chats since an instant, closed ones included", async () => {
    const { rest, asked } = clientOf(() => Response.json({ list: [] }));
    assert.deepEqual(await rest.chats(chatsSince(epochMs(1_795_407_978_999))), {
      ok: true,
      rows: [],
      date: null,
    });
    assert.match(asked[0]?.url ?? "", /chats\?time_gt=1795407978&limit=5000&/);
    assert.doesNotMatch(asked[0]?.url ?? "", /[?&]status/);
  });

  it("reads operators and departments", async () => {
    const users = clientOf(() => Response.json([{ user_id: 1 }]));
    assert.deepEqual(await users.rest.onlineUsers(), { ok: true, rows: [{ user_id: 1 }], date: null });
    const departments = clientOf(() => Response.json({ error: false, result: [{ id: 1 }] }));
    assert.deepEqual(await departments.rest.departments(), { ok: true, rows: [{ id: 1 }], date: null });
  });

  const FAILURES: readonly (readonly [string, string, () => Response])[] = [
    ["a refusal with HTTP 200", "error-true", () => Response.json({ error: true, result: "no" })],
    ["a refusal with HTTP 400", "error-true", () => Response.json({ error: true }, { status: 400 })],
    ["a proxy that refuses", "error-true", () => new Response("no", { status: 401 })],
    ["HTTP 400 of something else", "http-status", () => new Response("bad", { status: 400 })],
    ["a redirect", "http-status", () => new Response(null, { status: 302, headers: { Location: "/login" } })],
    ["HTTP 500", "http-status", () => new Response("broken", { status: 500 })],
    ["HTTP 204", "http-status", () => new Response(null, { status: 204 })],
    ["a page", "malformed", () => new Response("<html>")],
    ["an empty body", "malformed", () => new Response("")],
    ["a list that is none", "malformed", () => Response.json({ list: {} })],
    ["JSON of another kind", "malformed", () => Response.json(null)],
    ["33 MB and more", "malformed", () => new Response(Buffer.alloc(33_554_433, 0x20))],
  ];
  for (const [name, reason, answer] of FAILURES)
    it(`gives a reason and nothing else: ${name}`, async () => {
      assert.deepEqual(await clientOf(answer).rest.chats(LIVE_CHATS), { ok: false, reason });
    });

  it("gives a reason when nobody answers", async () => {
    const { rest } = clientOf(() => Promise.reject(new TypeError("fetch failed: secret.example.org")));
    assert.deepEqual(await rest.onlineUsers(), { ok: false, reason: "unreachable" });
  });
});
