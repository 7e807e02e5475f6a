import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { stripVTControlCharacters } from "node:util";

import { ms } from "#domain/time.ts";

import { createProgressBar, progressText } from "./progress-bar.ts";

/** A bar over a clock that is moved by hand. */
function bar(isTTY: boolean, totalBytes = 100_000_000) {
  const written: string[] = [];
  let now = 5_000;
  const drawn = createProgressBar({
    output: { isTTY, write: (text) => written.push(text) },
    totalBytes,
    now: () => now,
  });
  return {
    written,
    close: () => drawn.close(),
    at: (milliseconds: number, bytes: number, rows: number): void => {
      now = 5_000 + milliseconds;
      drawn.update(bytes, rows);
    },
  };
}

describe("a progress bar", () => {
  it("tells share, bytes, speed and the time that is left", () => {
    const progress = { bytes: 25_000_000, totalBytes: 100_000_000, rows: 400_000, elapsed: ms(4_000) };
    assert.equal(progressText(progress), " 25 %   25.0 of 100.0 MB   100,000 rows/s   0:12 left");
    assert.equal(
      progressText({ ...progress, bytes: 0, rows: 0, elapsed: ms(0) }),
      "  0 %   0.0 of 100.0 MB   0 rows/s",
    );
    const long = { ...progress, bytes: 1_000_000 };
    assert.match(progressText(long), /6:36 left$/);
  });

  it("is one line on a terminal, drawn over at most ten times a second and taken away at the end", () => {
    const { written, at, close } = bar(true);
    for (let n = 0; n <= 1_000; n += 1) at(n, n * 100_000, n);
    close();
    assert.equal(written.length, 12);
    assert.ok(written.every((text) => text.startsWith("\r") && !text.includes("\n")));
    const half = written.find((text) => text.includes("50 %")) ?? "";
    assert.match(stripVTControlCharacters(half), /█{12}░{12} {3}50 %/);
    assert.equal(stripVTControlCharacters(written.at(-1) ?? "?").trim(), "");
  });

  it("is a line for each tenth without a terminal", () => {
    const { written, at, close } = bar(false);
    for (let n = 0; n <= 1_000; n += 1) at(n, n * 100_000, n);
    close();
    assert.deepEqual(
      written.map((line) => line.slice(0, 5)),
      [" 10 %", " 20 %", " 30 %", " 40 %", " 50 %", " 60 %", " 70 %", " 80 %", " 90 %", "100 %"],
    );
    assert.ok(written.every((line) => line.endsWith("\n") && !line.includes("\r")));
  });

  it("is full at once for files without a byte", () => {
    const { written, at } = bar(false, 0);
    at(1, 0, 0);
    assert.match(written.join(""), /^100 %/);
  });
});
