import assert from "node:assert/strict";
import { describe, it } from "node:test";

import type { LiveHelperChatConfig } from "#config/source-schema.ts";
import { epochMs } from "#domain/time.ts";

import { diagnose, type Exam, isWell } from "./diagnose.ts";
import type { Examined, RestExam } from "./examine-rest.ts";
import type { ChatFacts } from "./facts.ts";
import type { Failure } from "./failure.ts";
import type { Finding } from "./finding.ts";

const NOW = epochMs(Date.UTC(2026, 10, 24, 10));

const source: LiveHelperChatConfig = {
  id: "chat",
  kind: "livehelperchat",
  label: { it: "chat" },
  rest: { baseUrl: "https://chat.example.org/index.php", username: "wall", apiKeyFile: "key" },
  webhookTokens: [{ tokenSha256: "a".repeat(64) }],
  departments: { "1": { entry: "app", queue: "chat" }, site: { entry: "site", queue: "chat" } },
  answeredAt: "firstReply",
  vanishedSeconds: 60,
  vanishedMobileSeconds: 240,
  reloadSeconds: 30,
  unconfirmedSeconds: 300,
};

const answered = <Facts>(facts: Facts, date: number | null = NOW): Examined<Facts> => ({
  ok: true,
  facts,
  timing: { sentAt: NOW, answeredAt: epochMs(NOW + 20), date: date === null ? null : epochMs(date) },
});
const failed = (failure: Failure) => ({ ok: false, failure }) as const;

const chats = (change: Partial<ChatFacts> = {}): ChatFacts => ({
  rows: 4,
  strange: 0,
  notLive: 0,
  older: 0,
  departments: new Map([
    [1, 3],
    [2, 1],
  ]),
  personal: [],
  withoutPresence: 0,
  forgotten: 0,
  ...change,
});

const rest = (change: Partial<RestExam> = {}): RestExam => ({
  live: answered(chats()),
  day: answered(chats({ rows: 80 })),
  operators: answered({ rows: 2, strange: 0, personal: [] }),
  identifiers: answered(
    new Map([
      [1, "app"],
      [2, "site"],
      [4, "siteauto"],
    ]),
  ),
  messages: "closed",
  staff: "closed",
  ...change,
});

const URL = "http://127.0.0.1:1522/api/v1/livehelperchat/chat";
const reply = (status: number, change: { empty?: boolean; tookMs?: number } = {}) => ({
  status,
  empty: true,
  tookMs: 3,
  ...change,
});
const receiver = { url: URL, tokens: [reply(204)], wrongToken: reply(401), tooMuch: reply(413) };

const exam = (change: Partial<Exam> = {}): Exam => ({
  rest: rest(),
  receiver,
  tokens: [{ length: 64, broken: false, readableByAll: false }],
  hooksCanArrive: true,
  ...change,
});

const findingsOf = (change: Partial<Exam> = {}): readonly Finding[] =>
  diagnose(source, exam(change)).flatMap(({ findings }) => findings);
const marked = (mark: Finding["mark"], change: Partial<Exam>): readonly string[] =>
  findingsOf(change)
    .filter((finding) => finding.mark === mark)
    .map(({ text }) => text);
const wrongOfRest = (change: Partial<RestExam>) => marked("wrong", { rest: rest(change) });

const warningsAt = (offset: number): readonly string[] =>
  marked("warning", { rest: rest({ live: answered(chats(), NOW + offset) }) });

describe("the doctor of Live Helper Chat", () => {
  it("finds nothing wrong with what is well, and nothing to look at", () => {
    const marks = new Set(findingsOf().map(({ mark }) => mark));
    assert.deepEqual(marks, new Set(["right", "note"]));
    assert.ok(isWell(diagnose(source, exam())));
  });

  it("says what to do for everything that is wrong", () => {
    const failures: readonly Failure[] = [
      { kind: "unreachable", why: "no-such-name" },
      { kind: "unreachable", why: "no-server" },
      { kind: "unreachable", why: "time-out" },
      { kind: "unreachable", why: "certificate" },
      { kind: "unreachable", why: "other" },
      { kind: "redirect", to: "https://chat.example.org" },
      { kind: "redirect", to: null },
      ...[400, 403, 404, 502].map((status) => ({ kind: "status", status }) as const),
      { kind: "refused", refusal: { kind: "credentials" } },
      { kind: "refused", refusal: { kind: "no-header" } },
      { kind: "refused", refusal: { kind: "permission", permission: "lhchat, use" } },
      { kind: "malformed" },
    ];
    const texts = failures.map((failure) => {
      const sections = diagnose(
        source,
        exam({ rest: rest({ live: failed(failure), day: null, operators: null, identifiers: null }) }),
      );
      const wrong = sections.flatMap(({ findings }) => findings).filter(({ mark }) => mark === "wrong");
      assert.equal(wrong.length, 1);
      assert.ok(!isWell(sections));
      assert.ok((wrong[0]?.advice ?? "").length > 10);
      return wrong[0]?.text;
    });
    assert.equal(new Set(texts).size, failures.length);
  });

  it("names the permission that is missing for operators", () => {
    const permission = "lhuser, userlistonlineall";
    const operators = failed({ kind: "refused", refusal: { kind: "permission", permission } });
    assert.deepEqual(wrongOfRest({ operators }), [
      "operators on line: the permission `lhuser, userlistonlineall` is missing",
    ]);
  });

  it("notices filters that are not obeyed", () => {
    assert.match(
      wrongOfRest({ live: answered(chats({ notLive: 3 })) }).join(),
      /status_ids=0,1,5 is not obeyed: 3/,
    );
    assert.match(
      wrongOfRest({ day: answered(chats({ older: 1 })) }).join(),
      /time_gt is not obeyed: 1 older chat /,
    );
    assert.match(wrongOfRest({ live: answered(chats({ withoutPresence: 4 })) }).join(), /user_status_front/);
    assert.match(
      wrongOfRest({ live: answered(chats({ strange: 1 })) }).join(),
      /1 row of 4 that are not chats/,
    );
    assert.match(wrongOfRest({ live: answered(chats({ rows: 1_000 })) }).join(), /more open chats than/);
  });

  it("warns of fields about people, by their names and without their contents", () => {
    assert.deepEqual(
      marked("warning", { rest: rest({ live: answered(chats({ personal: ["nick", "ip"] })) }) }),
      ["answers hold what was asked to be left out: nick, ip"],
    );
  });

  it("warns of a clock only when the difference is certain", () => {
    for (const offset of [-6_000, -900, 0, 5_000]) assert.deepEqual(warningsAt(offset), [], String(offset));
    assert.deepEqual(warningsAt(90_020), ["its clock is 90 s ahead of ours"]);
    assert.deepEqual(warningsAt(-61_000), ["its clock is 60 s behind ours"]);
  });

  it("holds departments of the configuration against those that are there", () => {
    const only1 = answered(chats({ departments: new Map([[1, 3]]) }));
    assert.deepEqual(wrongOfRest({ identifiers: answered(new Map([[1, "app"]])), live: only1, day: only1 }), [
      "site: there is no such department",
    ]);
    const strange = answered(chats({ departments: new Map([[4, 9]]) }));
    assert.deepEqual(marked("warning", { rest: rest({ live: only1, day: strange }) }), [
      "siteauto (4): 9 chats in the last 24 hours, not counted",
    ]);
    assert.ok(
      marked("note", { rest: rest({ live: only1, day: only1 }) })
        .join()
        .includes("site: is there, without"),
    );
  });

  it("says what it cannot know when identifiers are not told", () => {
    const texts = marked("warning", { rest: rest({ identifiers: failed({ kind: "status", status: 403 }) }) });
    assert.match(texts.join(), /^site: identifiers cannot be looked up .* \(chats came of the ids 2\)$/);
  });

  it("does not say that a question is obeyed when no row of the answer is a chat", () => {
    const strange = rest({ live: answered(chats({ rows: 4, strange: 4, departments: new Map() })) });
    const texts = findingsOf({ rest: strange }).map(({ text }) => text);
    assert.ok(texts.some((text) => text.includes("4 rows of 4 that are not chats")));
    assert.ok(!texts.some((text) => text.includes("is obeyed")), texts.join());
  });

  it("warns of a key that can do more than it must", () => {
    const texts = marked("warning", { rest: rest({ messages: "open", staff: "open" }) });
    assert.match(texts.join(), /read the messages of every chat, and read names and addresses of the staff/);
  });

  it("wants nothing but empty answers of the receiver", () => {
    const withBody = { ...receiver, wrongToken: reply(401, { empty: false }) };
    assert.match(marked("wrong", { receiver: withBody }).join(), /HTTP 401\) has a body/);
    const careless = { ...receiver, wrongToken: reply(204), tooMuch: reply(204) };
    assert.deepEqual(marked("wrong", { receiver: careless }), [
      "a wrong token is not refused: HTTP 204",
      "too much is not refused: HTTP 204",
    ]);
    const deaf = { ...receiver, tokens: [reply(401)], tooMuch: null };
    assert.deepEqual(marked("wrong", { receiver: deaf }), ["the token is not taken"]);
    assert.match(
      marked("wrong", { receiver: { ...receiver, tokens: [reply(404)] } }).join(),
      /no such receiver/,
    );
  });

  it("only warns when the server does not run", () => {
    const off = { url: URL, tokens: [null, null], wrongToken: null, tooMuch: null };
    assert.deepEqual(marked("wrong", { receiver: off }), []);
    assert.match(
      marked("warning", { receiver: off }).join(),
      /Vedetta does not run at http:\/\/127.0.0.1:1522/,
    );
  });

  it("looks at the tokens themselves", () => {
    const tokens = [
      { length: 12, broken: false, readableByAll: true },
      { length: 40, broken: true, readableByAll: false },
    ];
    assert.deepEqual(marked("warning", { tokens }), [
      "token 1 has 12 characters only",
      "the file of token 1 can be read by everybody on this machine",
    ]);
    assert.match(marked("wrong", { tokens }).join(), /token 2 holds spaces/);
  });

  it("says what is missing with one half only", () => {
    const { rest: _rest, ...hooksOnly } = source;
    const sections = diagnose(hooksOnly, exam({ rest: null }));
    assert.match(sections[0]?.findings[0]?.text ?? "", /no rest/);
    assert.match(
      diagnose(source, exam({ receiver: null, tokens: [] })).at(-1)?.findings[0]?.text ?? "",
      /no webhookTokens/,
    );
  });
});
