import assert from "node:assert/strict";
import { mkdirSync, writeFileSync } from "node:fs";
import path from "node:path";
import { describe, it } from "node:test";
import { gzipSync } from "node:zlib";

import { temporaryDirectory } from "../../test/support/temporary-directory.ts";
import { textFile, textLines } from "./text-lines.ts";

async function linesOf(file: string, longest = 100) {
  const lines: (string | null)[] = [];
  let [isUnfinished, bytesRead] = [false, 0];
  for await (const batch of textLines(textFile(file), longest)) {
    lines.push(...batch.lines);
    ({ isUnfinished, bytesRead } = batch);
  }
  return { lines, isUnfinished, bytesRead };
}

describe("lines of a file", () => {
  it("are the same, plain or compressed in several pieces, whatever its name", async (t) => {
    const directory = temporaryDirectory(t);
    const lines = Array.from({ length: 60_000 }, (_, n) => `${n} perché ☎`);
    const text = `${lines.join("\n")}\n`;
    const [plain, zipped] = [path.join(directory, "a.gz"), path.join(directory, "b.log")];
    writeFileSync(plain, text);
    writeFileSync(zipped, Buffer.concat([gzipSync(text.slice(0, 100_001)), gzipSync(text.slice(100_001))]));
    for (const file of [plain, zipped]) {
      const read = await linesOf(file);
      assert.deepEqual(read.lines, lines);
      assert.equal(read.isUnfinished, false);
      assert.equal(read.bytesRead, textFile(file).bytes);
    }
  });

  it("end as other systems end them, and begin after a mark of byte order", async (t) => {
    const file = path.join(temporaryDirectory(t), "dos");
    writeFileSync(file, "\uFEFFone\r\n\r\ntwo\r\nthree");
    assert.deepEqual(await linesOf(file), {
      lines: ["one", "", "two", "three"],
      isUnfinished: true,
      bytesRead: 20,
    });
  });

  it("are left out when they are too long, and the next one is whole again", async (t) => {
    const file = path.join(temporaryDirectory(t), "long");
    writeFileSync(file, `short\n${"x".repeat(101)}\n${"y".repeat(2_000_000)}\nnext\n${"z".repeat(900_000)}`);
    assert.deepEqual((await linesOf(file)).lines, ["short", null, null, "next", null]);
  });

  it("are none in an empty file", async (t) => {
    const file = path.join(temporaryDirectory(t), "empty");
    writeFileSync(file, "");
    assert.deepEqual((await linesOf(file)).lines, []);
  });

  it("tell by a code what is wrong with the file", async (t) => {
    const directory = temporaryDirectory(t);
    mkdirSync(path.join(directory, "folder"));
    assert.throws(() => textFile(path.join(directory, "folder")), { code: "EISDIR" });
    assert.throws(() => textFile(path.join(directory, "none")), { code: "ENOENT" });
    const cut = path.join(directory, "cut.gz");
    writeFileSync(cut, gzipSync("one\ntwo\n".repeat(9_000)).subarray(0, -9));
    await assert.rejects(linesOf(cut), { code: "Z_BUF_ERROR" });
  });
});
