import assert from "node:assert/strict";
import { describe, it } from "node:test";

import fc from "fast-check";

import { epochMs } from "#domain/time.ts";

import { lhcCapture } from "../../../test/support/lhc-captures.ts";
import { decodeHook } from "./decode-hook.ts";
import { decodeRestChat, learnDepartment } from "./decode-rest.ts";
import { Departments } from "./departments.ts";
import { countOperators } from "./operators.ts";

const NOW = epochMs(1_795_408_000_000);
const row = {
  dep_id: 2,
  status: 1,
  status_sub: 1,
  user_id: 7,
  time: 1_795_407_900,
  pnd_time: 1_795_407_910,
  wait_time: 12,
  cls_time: 0,
  user_closed_ts: 0,
  user_status: 0,
  lsync: 1_795_407_950,
  last_op_msg_time: 1_795_407_930,
  gbot_id: 0,
  frt: 0,
};
const hook = { ...row, event: "chat.web_add_msg_admin", chat_id: 31, dep: "site", ts: 1_795_407_931 };

const departmentsOf = (...names: string[]): Departments => new Departments(names);
const snapshotOf = (body: object) => {
  const decoded = decodeHook(body, departmentsOf("site"), NOW);
  assert.ok(decoded.ok);
  return decoded.snapshot;
};
const wroteAt = (message: object): number | null => snapshotOf({ ...hook, ...message }).personWroteAt;

const reasonOf = (body: unknown): string => {
  const decoded = decodeHook(body, departmentsOf("site"), NOW);
  return decoded.ok ? "" : decoded.reason;
};
const visitorOf = (fields: object) => {
  const decoded = decodeRestChat({ ...row, id: 9, ...fields }, NOW);
  assert.ok(decoded.ok);
  return decoded.snapshot.visitor;
};

describe("the body of a webhook", () => {
  it("becomes a snapshot that holds numbers, and words of the configuration only", () => {
    const personal = {
      nick: "Anna",
      ip: "203.0.113.1",
      hash: "abc",
      chat: { nick: "Anna" },
      department: "Anna",
    };
    assert.deepEqual(snapshotOf({ ...hook, ...personal }), {
      id: "31",
      asOf: 1_795_407_931_000,
      via: "hook",
      status: "active",
      createdAt: 1_795_407_900_000,
      pendingSince: 1_795_407_910_000,
      waited: 12_000,
      assigned: true,
      departmentId: 2,
      bot: false,
      visitor: {
        away: false,
        ended: false,
        closedAt: null,
        heardAt: 1_795_407_950_000,
        gone: null,
        mobile: null,
      },
      firstResponse: 0,
      operatorWroteAt: 1_795_407_930_000,
      closedAt: null,
      personWroteAt: null,
      deleted: false,
    });
  });

  it("tells when a person wrote, and not when a bot, an automatic answer or a note for colleagues did", () => {
    const at = { msg_time: 1_795_407_930 };
    assert.equal(wroteAt({ ...at, msg_user_id: 7, msg_auto: null, msg_whisper: null }), 1_795_407_930_000);
    assert.equal(wroteAt({ ...at, msg_user_id: 7, msg_auto: false, msg_whisper: 0 }), 1_795_407_930_000);
    for (const message of [
      { msg_user_id: 0 },
      { msg_user_id: -1 },
      { msg_user_id: -2 },
      { msg_user_id: null },
      { msg_user_id: 7, msg_auto: true },
      { msg_user_id: 7, msg_auto: 1 },
      { msg_user_id: 7, msg_auto: "1" },
      { msg_user_id: 7, msg_whisper: true },
      { msg_user_id: 7, msg_time: null },
    ])
      assert.equal(wroteAt({ ...at, ...message }), null, JSON.stringify(message));
  });

  it("may write numbers as strings, and may have no time of its own", () => {
    const { ts, ...timeless } = hook;
    assert.equal(snapshotOf({ ...timeless, chat_id: "31", time: String(hook.time) }).asOf, NOW);
    assert.ok(ts > 0);
  });

  it("is refused for what is no chat, and for what makes no sense", () => {
    for (const other of [{ chat_id: -1 }, { chat_id: null }, { status: 3 }, { status: 4 }, { status: null }])
      assert.equal(reasonOf({ ...hook, ...other }), "not-a-chat");
    for (const wrong of [{ time: 0 }, { time: "soon" }, { time: 1e12 }, { dep_id: "" }])
      assert.equal(reasonOf({ ...hook, ...wrong }), "malformed");
    for (const body of [undefined, null, 1, "x", [], [hook]]) assert.equal(reasonOf(body), "malformed");
  });

  it("leaves out a contact form that was sent while nobody was on line: nobody waits in it", () => {
    assert.equal(reasonOf({ ...hook, status: 0, status_sub: 7 }), "not-a-chat");
  });

  it("never makes the decoder throw", () => {
    const anything = fc.oneof(
      fc.jsonValue(),
      fc.record(
        Object.fromEntries(Object.keys(hook).map((field) => [field, fc.oneof(fc.jsonValue(), fc.integer())])),
        { requiredKeys: [] },
      ),
    );
    fc.assert(
      fc.property(anything, (body) => {
        decodeHook(body, departmentsOf("site"), NOW);
        decodeRestChat(body, NOW);
        learnDepartment(body, departmentsOf("site"));
        countOperators([body], () => true);
      }),
    );
  });
});

describe("a row of REST", () => {
  it("says whether the visitor is gone and has a telephone", () => {
    assert.deepEqual(
      [
        visitorOf({ user_status_front: 1, device_type: 1 }),
        visitorOf({ user_status_front: 2, device_type: 0 }),
      ].map(({ gone, mobile }) => [gone, mobile]),
      [
        [true, true],
        [false, false],
      ],
    );
    const ended = visitorOf({ user_status: 1, status_sub: 9, user_closed_ts: 1_795_407_960 });
    assert.deepEqual([ended.away, ended.ended, ended.closedAt], [true, true, 1_795_407_960_000]);
    assert.equal(visitorOf({ user_status: 1, status_sub: 1, user_closed_ts: 1_795_407_960 }).ended, false);
  });
});

const textsIn = (value: unknown): string[] => {
  if (typeof value === "string") return value.length > 3 ? [value] : [];
  return typeof value === "object" && value !== null ? Object.values(value).flatMap(textsIn) : [];
};

describe("captured answers of REST that hold everything of a person", () => {
  for (const name of ["rest.chats_live.json", "rest.chats_all.json"])
    it(`leave numbers and our own words only: ${name}`, () => {
      const { list }: { readonly list: readonly unknown[] } = JSON.parse(lhcCapture(name));
      const decoded = list.map((one) => decodeRestChat(one, NOW));
      assert.ok(decoded.length > 0 && decoded.every(({ ok }) => ok));
      const kept = JSON.stringify(decoded);
      assert.ok(textsIn(list).length > 4);
      assert.deepEqual(
        textsIn(list).filter((text) => kept.includes(text)),
        [],
      );
    });

  it("leave six counts of operators", () => {
    const rows = ["rest.onlineusers.json", "rest.onlineusers_user.json"].map((name): readonly unknown[] =>
      JSON.parse(lhcCapture(name)),
    );
    assert.deepEqual(
      rows.map((one) => countOperators(one, () => true).available),
      [2, 1],
    );
  });
});

describe("departments", () => {
  it("are known by id, or by an identifier that is learnt", () => {
    const departments = departmentsOf("site", "4");
    const namesOf = (...ids: number[]) => ids.map((id) => departments.nameOf(id));
    assert.deepEqual([namesOf(2, 4), departments.learnt], [[null, "4"], 0]);
    learnDepartment({ id: 2, identifier: "site" }, departments);
    decodeHook({ dep_id: 3, dep: "another" }, departments, NOW);
    decodeHook({ dep_id: 5, dep: "site" }, departments, NOW);
    assert.deepEqual([namesOf(2, 3, 4, 5), departments.learnt], [["site", null, "4", "site"], 2]);
    assert.deepEqual([departments.needsIdentifiers, departmentsOf("4").needsIdentifiers], [true, false]);
  });
});

describe("whether a department is counted", () => {
  it("is not known while an identifier is missing, unless a webhook says which it has or all were listed", () => {
    const departments = departmentsOf("site", "app", "4");
    const known = (): boolean[] => [2, 4, 9].map((id) => departments.isKnown(id));
    assert.deepEqual(known(), [false, true, false]);
    decodeHook({ dep_id: 9, dep: "another" }, departments, NOW);
    assert.deepEqual([known(), departments.areKnown], [[false, true, true], false]);
    learnDepartment({ id: 2, identifier: "site" }, departments);
    assert.deepEqual([known(), departments.isKnown(3)], [[true, true, true], false]);
    departments.listed();
    assert.deepEqual([departments.isKnown(3), departments.areKnown], [true, true]);
    assert.equal(departmentsOf("4").isKnown(5), true);
  });
});

describe("operators", () => {
  it("are those of departments that are counted, or of all of them", () => {
    const rows = [0, 2, 9, undefined].map((dep_id, user_id) => ({ user_id, dep_id, is_online: true }));
    assert.equal(countOperators(rows, (id) => id === 2).available, 3);
  });

  it("are counted once each, whatever departments they are in, by what they can do most", () => {
    const rows = [
      { user_id: 1, is_online: true, hide_online: 0, active_chats: 0 },
      { user_id: 1, is_online: true, hide_online: 0, active_chats: 2 },
      { user_id: 2, is_online: true, hide_online: 1, active_chats: 0 },
      { user_id: 3, is_online: false, hide_online: 0, active_chats: 4 },
      { user_id: 4, is_online: 1, hide_online: "0", active_chats: "0", user: { name: "Ornella" } },
      { nothing: true },
      null,
    ];
    assert.deepEqual(
      countOperators(rows, () => true),
      {
        available: 1,
        ringing: 0,
        busy: 1,
        wrapUp: 0,
        paused: 1,
        offline: 1,
      },
    );
    assert.deepEqual(Object.values(countOperators([], () => true)), [0, 0, 0, 0, 0, 0]);
  });
});
