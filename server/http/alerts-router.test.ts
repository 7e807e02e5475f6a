import assert from "node:assert/strict";
import { describe, it, type TestContext } from "node:test";

import { epochMs, hours, later, minutes } from "#domain/time.ts";
import { JournalUnavailable } from "#engine/ports.ts";

import { openHouse } from "../../test/support/http-house.ts";
import type { AlertDesk } from "./alerts-router.ts";

const NOW = epochMs(Date.UTC(2026, 10, 18, 9));
const WITH_ACCESS = "test/fixtures/config/good-second-house.yaml";

/** A desk that knows one alert and writes down what is asked of it. */
function deskOf(asked: unknown[] = []): AlertDesk {
  return {
    shown: [],
    past: [],
    silences: [],
    acknowledge(fingerprint, by) {
      asked.push([fingerprint, by]);
      return fingerprint === "surge/phone";
    },
    silence(wish) {
      asked.push(wish);
      const { scope, by, why, lasts } = wish;
      return { id: "silence-1", scope, by, why, from: NOW, until: later(NOW, lasts) };
    },
    endSilence: (id) => id === "silence-1",
  };
}

async function openDesk(t: TestContext, desk: Partial<AlertDesk>, config?: string) {
  const house = await openHouse({ alerts: desk, ...(config === undefined ? {} : { config }) });
  t.after(() => house.close());
  return (path: string, init: RequestInit = {}) => fetch(`${house.url}/api/v1${path}`, init);
}

const post = (body: unknown, headers: Record<string, string> = {}) => ({
  method: "POST",
  body: typeof body === "string" ? body : JSON.stringify(body),
  headers: { "Content-Type": "application/json", ...headers },
});
const TERMS = { by: "Anna", why: "training", minutes: 60 };

describe("alerts over HTTP", () => {
  it("are read, acknowledged and silenced", async (t) => {
    const asked: unknown[] = [];
    const ask = await openDesk(t, deskOf(asked));
    assert.deepEqual(await (await ask("/alerts")).json(), { active: [], past: [], silences: [] });
    const acknowledged = await ask("/alerts/acknowledge", post({ fingerprint: "surge/phone", by: " Anna " }));
    assert.equal(acknowledged.status, 200);
    const taken = await ask("/alerts/unacknowledge", post({ fingerprint: "surge/phone" }));
    assert.equal(taken.status, 200);
    assert.deepEqual(asked.splice(1), [["surge/phone", null]]);
    const silenced = await ask("/silences", post({ rule: "surge", channel: "phone", ...TERMS }));
    assert.equal(silenced.status, 201);
    assert.deepEqual(await silenced.json(), {
      id: "silence-1",
      fingerprint: null,
      rule: "surge",
      channel: "phone",
      by: "Anna",
      why: "training",
      fromMs: NOW,
      untilMs: later(NOW, hours(1)),
    });
    assert.equal((await ask("/silences/silence-1", { method: "DELETE" })).status, 204);
    const scope = { kind: "rule", rule: "surge", channel: "phone" };
    assert.deepEqual(asked, [
      ["surge/phone", "Anna"],
      { scope, by: "Anna", why: "training", lasts: hours(1) },
    ]);
  });

  it("leave in the audit log what a silence was about and until when", async (t) => {
    const house = await openHouse({ alerts: deskOf() });
    t.after(() => house.close());
    const until = new Date(later(NOW, hours(1))).toISOString();
    for (const [about, target] of [
      [{ rule: "surge", channel: "phone" }, "surge/phone"],
      [{ rule: "surge" }, "surge"],
      [{ fingerprint: "source-silent/pbx" }, "source-silent/pbx"],
    ] as const) {
      await fetch(`${house.url}/api/v1/silences`, post({ ...about, ...TERMS }));
      const [row] = house.audit.list(1);
      assert.deepEqual([row?.deed, row?.target], ["silence.begin", `silence-1 ${target} until ${until}`]);
    }
  });

  it("that do not exist are not found", async (t) => {
    const ask = await openDesk(t, { ...deskOf(), silence: () => null });
    const answers = await Promise.all([
      ask("/alerts/acknowledge", post({ fingerprint: "none", by: "Anna" })),
      ask("/silences", post({ fingerprint: "none", ...TERMS })),
      ask("/silences/silence-2", { method: "DELETE" }),
    ]);
    assert.deepEqual(
      answers.map(({ status }) => status),
      [404, 404, 404],
    );
  });

  it("takes a hundred silences and no more", async (t) => {
    const silence = deskOf().silence({
      scope: { kind: "rule", rule: "surge", channel: null },
      by: "Anna",
      why: "training",
      lasts: minutes(60),
    });
    assert.ok(silence !== null);
    const ask = await openDesk(t, { ...deskOf(), silences: Array.from({ length: 100 }, () => silence) });
    assert.equal((await ask("/silences", post({ rule: "surge", ...TERMS }))).status, 409);
  });

  const refused: readonly { name: string; path: string; body: unknown; status: number; type?: string }[] = [
    { name: "no body", path: "/silences", body: "", status: 400 },
    { name: "what is no JSON", path: "/silences", body: "{", status: 400 },
    { name: "another type", path: "/silences", body: "{}", status: 415, type: "text/plain" },
    { name: "no reason", path: "/silences", body: { rule: "surge", ...TERMS, why: " " }, status: 400 },
    {
      name: "more than a day",
      path: "/silences",
      body: { rule: "surge", ...TERMS, minutes: 1_441 },
      status: 400,
    },
    {
      name: "an alert and a rule",
      path: "/silences",
      body: { rule: "surge", fingerprint: "a", ...TERMS },
      status: 400,
    },
    {
      name: "an unknown key",
      path: "/silences",
      body: { rule: "surge", phone: "+39 333", ...TERMS },
      status: 400,
    },
    { name: "no name", path: "/alerts/acknowledge", body: { fingerprint: "surge/phone" }, status: 400 },
    {
      name: "too much",
      path: "/silences",
      body: { rule: "surge", ...TERMS, why: "x".repeat(9_000) },
      status: 413,
    },
  ];
  for (const { name, path, body, status, type = "application/json" } of refused)
    it(`refuse ${name}, and repeat nothing of it`, async (t) => {
      const ask = await openDesk(t, deskOf());
      const answer = await ask(path, post(body, { "Content-Type": type }));
      assert.equal(answer.status, status);
      assert.equal(answer.headers.get("content-type"), "application/problem+json; charset=utf-8");
      assert.doesNotMatch(await answer.text(), /333|xxx/);
    });

  it("say when they cannot be written", async (t) => {
    const ask = await openDesk(t, {
      ...deskOf(),
      acknowledge() {
        throw new JournalUnavailable("the disk is full");
      },
    });
    const answer = await ask("/alerts/acknowledge", post({ fingerprint: "surge/phone", by: "Anna" }));
    assert.deepEqual([answer.status, answer.headers.get("retry-after")], [503, "5"]);
  });

  it("cannot be changed by a page of another site", async (t) => {
    const ask = await openDesk(t, deskOf());
    const answer = await ask(
      "/silences",
      post({ rule: "surge", ...TERMS }, { Origin: "https://elsewhere.example" }),
    );
    assert.equal(answer.status, 403);
  });

  it("are for people who log in alone where an access section exists", async (t) => {
    const ask = await openDesk(t, deskOf(), WITH_ACCESS);
    assert.equal((await ask("/alerts")).status, 401);
    assert.equal((await ask("/silences", post({ rule: "surge", ...TERMS }))).status, 401);
  });
});
