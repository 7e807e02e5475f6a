import assert from "node:assert/strict";
import { describe, it } from "node:test";

import { epochMs, seconds } from "#domain/time.ts";

import { examineRest } from "./examine-rest.ts";

const NOW = epochMs(Date.UTC(2026, 10, 24, 10));
const chat = { id: 7, dep_id: 1, status: 0, time: NOW / 1_000 - 60, user_status_front: 0 };

/** Answers by what stands behind `/restapi/`; everything is asked with `fetch`. */
function examine(answers: (path: string) => Response) {
  const asked: string[] = [];
  const options = {
    baseUrl: "https://chat.example.org/index.php/",
    username: "wall",
    apiKey: "key",
    now: () => NOW,
    timeoutMs: seconds(1),
    fetch: async (input: string | URL | Request) => {
      const url = input instanceof Request ? input.url : input.toString();
      const path = url.replace("https://chat.example.org/index.php/restapi/", "");
      asked.push(path);
      return answers(path);
    },
  };
  return examineRest(options).then((exam) => ({ exam, asked }));
}

const refusal = (result: string, status = 200): Response =>
  Response.json({ error: true, result }, { status });
const list = (rows: readonly object[], headers: Record<string, string> = {}): Response =>
  Response.json({ list: rows, list_count: rows.length, error: false }, { headers });

describe("an examination over REST", () => {
  it("tells of a redirect only where it leads", async () => {
    const location = "https://other.example.org/secret/path?key=1";
    const { exam, asked } = await examine(() => new Response("", { status: 301, headers: { location } }));
    assert.deepEqual(exam.live, {
      ok: false,
      failure: { kind: "redirect", to: "https://other.example.org" },
    });
    assert.equal(asked.length, 1);
  });

  it("goes on after a missing permission, and stops after a refusal", async () => {
    const denied = await examine(() => refusal("`lhchat`, `use` is required."));
    assert.deepEqual(denied.exam.operators, {
      ok: false,
      failure: { kind: "refused", refusal: { kind: "permission", permission: "lhchat, use" } },
    });
    assert.equal(denied.exam.messages, "refused");
    assert.equal((await examine(() => refusal("Authorization failed!"))).asked.length, 1);
  });

  it("asks for a day by the clock of Live Helper Chat", async () => {
    const there = NOW - 7_200_000;
    const { asked } = await examine(() => list([chat], { date: new Date(there).toUTCString() }));
    assert.ok(asked.some((path) => path.includes(`time_gt=${there / 1_000 - 86_400}&`)));
  });

  it("asks for messages of no chat, and takes no more of an answer than it must", async () => {
    let pulled = 0;
    const endless = (): Response =>
      new Response(
        new ReadableStream({
          pull(controller) {
            pulled += 1;
            controller.enqueue(new TextEncoder().encode(`{"error":false,"result":[${" ".repeat(2_000)}`));
          },
        }),
      );
    const { exam, asked } = await examine((path) =>
      path.startsWith("getusers")
        ? endless()
        : path.startsWith("fetch")
          ? refusal("Could not find chat")
          : list([chat]),
    );
    assert.deepEqual([exam.staff, exam.messages], ["open", "open"]);
    assert.ok(asked.includes("fetchchatmessages?chat_id=0"));
    assert.ok(pulled <= 3);
  });

  it("takes no status for a yes that is not of Live Helper Chat, whatever it says", async () => {
    const { exam } = await examine((path) =>
      path.startsWith("getusers") || path.startsWith("fetch") ? refusal("no such page", 404) : list([chat]),
    );
    assert.deepEqual([exam.staff, exam.messages], ["closed", "closed"]);
  });

  it("keeps counts, and nothing of a row", async () => {
    const { exam } = await examine(() =>
      list([{ ...chat, nick: "Anna", messages: ["text"] }, { strange: "Bruno" }]),
    );
    assert.ok(exam.live.ok);
    assert.deepEqual(exam.live.facts.personal, ["nick", "messages"]);
    assert.equal(exam.live.facts.strange, 1);
    assert.doesNotMatch(JSON.stringify(exam), /Anna|Bruno|text/);
  });
});
