import assert from "node:assert/strict";
import { describe, it } from "node:test";

import { epochMs } from "#domain/time.ts";

import { base32, totpAddress, totpAt, totpStep } from "./totp.ts";

const SECRET = Buffer.from("12345678901234567890");
const at = (seconds: number) => epochMs(seconds * 1_000);

describe("codes of an authenticator", () => {
  // RFC 6238, appendix B, the column of SHA-1.
  for (const [seconds, code] of [
    [59, "94287082"],
    [1_111_111_109, "07081804"],
    [1_111_111_111, "14050471"],
    [1_234_567_890, "89005924"],
    [2_000_000_000, "69279037"],
    [20_000_000_000, "65353130"],
  ] as const)
    it(`at ${seconds} s is that of RFC 6238`, () =>
      assert.equal(totpAt(SECRET, Math.floor(seconds / 30), 8), code));

  it("counts a step before and after, and each once", () => {
    const now = at(2_000_000_000);
    const step = Math.floor(now / 30_000);
    for (const around of [-1, 0, 1])
      assert.equal(totpStep(SECRET, totpAt(SECRET, step + around), { now, lastStep: 0 }), step + around);
    for (const around of [-2, 2])
      assert.equal(totpStep(SECRET, totpAt(SECRET, step + around), { now, lastStep: 0 }), null);
    assert.equal(totpStep(SECRET, totpAt(SECRET, step), { now, lastStep: step }), null);
    assert.equal(totpStep(SECRET, totpAt(SECRET, step - 1), { now, lastStep: step }), null);
  });

  it("may be typed in two groups; anything else is no code", () => {
    const now = at(2_000_000_000);
    const code = totpAt(SECRET, Math.floor(now / 30_000));
    assert.notEqual(totpStep(SECRET, `${code.slice(0, 3)} ${code.slice(3)}`, { now, lastStep: 0 }), null);
    for (const wrong of ["", "12345", "1234567", "abcdef", "éé ab"])
      assert.equal(totpStep(SECRET, wrong, { now, lastStep: 0 }), null, wrong);
  });

  it("have a secret that apps read as base32", () => {
    // RFC 4648, section 10.
    assert.equal(base32(Buffer.from("foobar")), "MZXW6YTBOI");
    assert.equal(base32(Buffer.from("fooba")), "MZXW6YTB");
    assert.equal(base32(Buffer.from("f")), "MY");
    assert.equal(
      totpAddress(Buffer.from("foobar"), "anna", "Vedetta 1522"),
      "otpauth://totp/Vedetta%201522:anna?secret=MZXW6YTBOI&issuer=Vedetta%201522",
    );
  });
});
