import assert from "node:assert/strict";
import { describe, it } from "node:test";

import * as fc from "fast-check";

import { decodeInstant } from "./instant.ts";

describe("RFC 3339 times", () => {
  const good = {
    "2026-11-25T08:30:00Z": Date.UTC(2026, 10, 25, 8, 30),
    "2026-11-25t08:30:00z": Date.UTC(2026, 10, 25, 8, 30),
    "2026-11-25T08:30:00.5+01:00": Date.UTC(2026, 10, 25, 7, 30, 0, 500),
    "2026-11-25T08:30:00.123999999-03:30": Date.UTC(2026, 10, 25, 12, 0, 0, 123),
    "2028-02-29T23:59:59.999Z": Date.UTC(2028, 1, 29, 23, 59, 59, 999),
    "1969-12-31T23:59:59Z": -1_000,
  };
  for (const [text, instant] of Object.entries(good))
    it(`reads ${text}`, () => assert.equal(decodeInstant(text), instant));

  const bad = [
    "",
    "2026-11-25",
    "2026-11-25T08:30:00",
    "2026-11-25T08:30Z",
    "2026-11-25 08:30:00Z",
    "2026-02-29T00:00:00Z",
    "2026-13-01T00:00:00Z",
    "2026-00-01T00:00:00Z",
    "2026-01-00T00:00:00Z",
    "2026-01-01T24:00:00Z",
    "2026-01-01T00:60:00Z",
    "2016-12-31T23:59:60Z",
    "2026-01-01T00:00:00.Z",
    "2026-01-01T00:00:00.1234567890Z",
    "2026-01-01T00:00:00+1:00",
    "2026-01-01T00:00:00+24:00",
    "2026-01-01T00:00:00+0100",
    "2026-01-01T00:00:00ZZ",
    "+2026-01-01T00:00:00Z",
    "2026-01-01T00:00:00,5Z",
    "١٢٣٤-01-01T00:00:00Z",
  ];
  for (const text of bad)
    it(`refuses ${text || "an empty text"}`, () => assert.equal(decodeInstant(text), null));

  it("agrees with Date on every instant of the years 0 to 9999", () => {
    const range = {
      min: new Date("0001-01-01T00:00:00Z"),
      max: new Date("9999-12-31T00:00:00Z"),
      noInvalidDate: true,
    };
    fc.assert(fc.property(fc.date(range), (date) => decodeInstant(date.toISOString()) === date.getTime()));
  });
});
