import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import { describe, it } from "node:test";

import { sha256Hex } from "#config/secret.ts";

import { temporaryDirectory } from "../../test/support/temporary-directory.ts";

const run = (program: string, ...options: string[]) =>
  spawnSync(process.execPath, [`server/commands/${program}.ts`, ...options], {
    encoding: "utf8",
    env: { PATH: process.env["PATH"], NO_COLOR: "1" },
  });

describe("check-config", () => {
  it("says ok and what the house is", () => {
    const { status, stdout } = run("check-config", "test/fixtures/config/good-second-house.yaml");
    assert.equal(status, 0);
    assert.match(stdout, /^\nok {2}test\/fixtures/);
    assert.match(stdout, /America\/St_Johns/);
  });

  it("checks the shipped example when no file is named", () => {
    const { status, stdout } = run("check-config");
    assert.equal(status, 0);
    assert.match(stdout, /alerts +8 rules, no receiver: nobody is told/);
  });

  it("says how many rules and receivers there are", () =>
    assert.match(
      run("check-config", "test/fixtures/config/good-receivers.yaml").stdout,
      /alerts +8 rules, 10 receivers: systems \(standard\), /,
    ));

  it("reads the data that a simulation is made from, and tells what is wrong with it", (t) => {
    const example = readFileSync("config/vedetta.example.yaml", "utf8");
    const file = path.join(temporaryDirectory(t), "house.yaml");
    writeFileSync(file, example.replace("config/quarter-2025.json", "config/no-such-quarter.json"));
    const { status, stderr } = run("check-config", file);
    assert.equal(status, 78);
    assert.match(stderr, /no-such-quarter\.json/);
  });

  it("tells every fault and ends with 78", () => {
    const { status, stderr } = run("check-config", "test/fixtures/config/bad-asterisk.yaml");
    assert.equal(status, 78);
    assert.equal(stderr.match(/✖/g)?.length, 5);
  });
});

describe("token", () => {
  it("prints a token and the line to paste, which belong together", () => {
    const { stdout } = run("token", "pbx");
    const token = /Bearer (vedetta_[\w-]{43})/.exec(stdout)?.[1] ?? "";
    assert.ok(stdout.includes(`- { source: pbx, tokenSha256: "${sha256Hex(token)}" }`));
  });

  it("prints a pairing link for a wall", () => {
    const { stdout } = run("token", "hall", "--wall");
    const secret = /\/pair\/([\w-]{43})\n/.exec(stdout)?.[1] ?? "";
    assert.ok(stdout.includes(`- { name: hall, linkSha256: "${sha256Hex(secret)}" }`));
  });

  it("explains itself when it is not understood", () => {
    for (const options of [[], ["Not A Name"], ["a", "b"], ["a", "--door"]]) {
      const { status, stderr } = run("token", ...options);
      assert.equal(status, 64);
      assert.match(stderr, /Usage: npm run token/);
    }
  });
});
