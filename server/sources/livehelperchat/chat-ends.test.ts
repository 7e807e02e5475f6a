import assert from "node:assert/strict";
import { describe, it } from "node:test";

import { ms, seconds } from "#domain/time.ts";

import { at, machine, row, START } from "../../../test/support/told-chats.ts";

const WAITS = ["arrived 0", "queued 0"];

describe("a chat that was told as ended", () => {
  const unheard = { gone: null, mobile: null } as const;

  it("ended earlier when that is learnt", () => {
    const { take } = machine();
    const closed = { status: "closed", closedAt: at(50), waited: seconds(50) } as const;
    take(row(0), row(50, { ...closed, via: "hook" }, { ...unheard, heardAt: at(20) }));
    const left = { away: true, closedAt: at(22), heardAt: at(20), gone: true };
    assert.deepEqual(take(row(55, closed, left)), ["ended abandoned 22"]);
  });

  it("ended later when somebody was there after", () => {
    const { take } = machine();
    assert.deepEqual(take(row(1), row(70, {}, { gone: true, heardAt: at(9) })), [
      ...WAITS,
      "ended abandoned 9",
    ]);
    const left = { away: true, ended: true, closedAt: at(130), heardAt: at(128) };
    assert.deepEqual(take(row(131, {}, left)), [], "nobody knows that they were there meanwhile");
    const open = { status: "active", waited: seconds(100), assigned: true } as const;
    const message = { ...open, via: "hook", personWroteAt: at(101) } as const;
    assert.deepEqual(take(row(101, message, { ...unheard, heardAt: at(100) })), [
      "answered 101",
      "returned 99",
    ]);
    assert.deepEqual(take(row(140, { ...open, status: "closed", closedAt: at(138) }, left)), [
      "ended completed 138",
    ]);
  });

  it("is corrected where only the word is another", () => {
    const { take } = machine();
    const closed = { status: "closed", closedAt: at(50), waited: seconds(5), assigned: true } as const;
    assert.deepEqual(take(row(0), row(50, { ...closed, closedAt: null, waited: ms(0) })), [
      ...WAITS,
      "ended closed-by-staff 50",
    ]);
    assert.deepEqual(take(row(51, { ...closed, firstResponse: seconds(4) })), [
      "answered about 9",
      "corrected completed 50",
    ]);
  });

  it("is told as one that came back when another run may have told its end", () => {
    const { take } = machine({}, at(300));
    const back = row(310, {}, { closedAt: at(8), heardAt: at(309) });
    assert.deepEqual(take(back, back), [...WAITS, "returned 308"]);
    const other = machine({}, START);
    assert.deepEqual(other.take(back), WAITS, "nobody can have told it before");
  });
});

describe("a chat that is answered after a long silence", () => {
  const open = { status: "active", waited: seconds(120), assigned: true, via: "hook" } as const;
  const message = row(120, { ...open, personWroteAt: at(120) }, { heardAt: at(3), gone: null, mobile: null });

  it("is an estimate until it is known whether the visitor has a telephone", () => {
    const { take } = machine();
    assert.deepEqual(take(row(0, { via: "hook" }, { gone: null, mobile: null }), message), [
      ...WAITS,
      "answered about 120",
    ]);
    const shown = { ...message, via: "rest", personWroteAt: null } as const;
    const seen = { ...shown.visitor, gone: true };
    const telephone = take({ ...shown, visitor: { ...seen, mobile: true } });
    assert.deepEqual(telephone, ["answered 120"]);
  });

  it("was none where the visitor had no telephone", () => {
    const { take } = machine();
    take(row(0, { via: "hook" }, { gone: null, mobile: null }), message);
    const shown = { ...message, via: "rest", personWroteAt: null } as const;
    assert.deepEqual(take({ ...shown, visitor: { ...shown.visitor, gone: true, mobile: false } }), [
      "ended abandoned 3",
    ]);
  });

  it("is none at once where REST had told before that it is no telephone", () => {
    const { take } = machine();
    assert.deepEqual(take(row(4, {}, { heardAt: at(3) }), message), [...WAITS, "ended abandoned 3"]);
  });

  it("is an answer where REST is not asked", () => {
    const { take } = machine({ rest: false });
    assert.deepEqual(take(row(0, { via: "hook" }, { gone: null, mobile: null }), message), [
      ...WAITS,
      "answered 120",
    ]);
  });
});
