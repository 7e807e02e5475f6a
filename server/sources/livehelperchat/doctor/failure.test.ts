import assert from "node:assert/strict";
import { describe, it } from "node:test";

import { failureOf, refusalIn } from "./failure.ts";

const refused = (result: string) => refusalIn(JSON.stringify({ error: true, result }));
const seen = { status: 200, redirect: null, refusal: null, error: null };

describe("a refusal", () => {
  it("tells the permission by its name, and nothing else of the text", () => {
    assert.deepEqual(
      refused("You do not have permission to list a users. `lhuser`, `userlist` is required."),
      { kind: "permission", permission: "lhuser, userlist" },
    );
    assert.deepEqual(refused('"lhrestapi", "use_direct_logins" is missing!'), {
      kind: "permission",
      permission: "lhrestapi, use_direct_logins",
    });
  });

  it("tells a header that was lost from a key that is wrong, in whatever language", () => {
    assert.deepEqual(refused("Authorization header is missing!"), { kind: "no-header" });
    assert.deepEqual(refused("Authorization failed!"), { kind: "credentials" });
    assert.deepEqual(refused("Autorizzazione fallita!"), { kind: "credentials" });
  });

  it("is not what is no refusal", () => {
    for (const text of ["", "<html>", "[]", '{"error":false}', '{"result":"`lhchat`, `use`"}'])
      assert.equal(refusalIn(text), null, text);
  });
});

describe("a failure", () => {
  it("is a refusal whatever the status", () => {
    const refusal = { kind: "credentials" } as const;
    for (const status of [200, 400])
      assert.deepEqual(failureOf("http-status", { ...seen, status, refusal }), { kind: "refused", refusal });
  });

  it("is told by what the network said", () => {
    const failed = (cause: Error & { code?: string }) =>
      failureOf("unreachable", { ...seen, status: null, error: new TypeError("fetch failed", { cause }) });
    const withCode = (code: string) => failed(Object.assign(new Error("private text"), { code }));
    assert.deepEqual(withCode("ENOTFOUND"), { kind: "unreachable", why: "no-such-name" });
    assert.deepEqual(withCode("ECONNREFUSED"), { kind: "unreachable", why: "no-server" });
    assert.deepEqual(withCode("DEPTH_ZERO_SELF_SIGNED_CERT"), { kind: "unreachable", why: "certificate" });
    assert.deepEqual(withCode("ERR_TLS_CERT_ALTNAME_INVALID"), { kind: "unreachable", why: "certificate" });
    assert.deepEqual(withCode("EPIPE"), { kind: "unreachable", why: "other" });
    const late = new DOMException("The operation timed out", "TimeoutError");
    assert.deepEqual(failureOf("unreachable", { ...seen, status: null, error: late }), {
      kind: "unreachable",
      why: "time-out",
    });
  });
});
