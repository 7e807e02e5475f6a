import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { describe, it } from "node:test";

import { sha256Hex } from "#config/secret.ts";

const HOUSE = "test/fixtures/config/good-second-house.yaml";

/** Makes a token beside a configuration; empty: none is named. */
const runWith = (config: string, ...words: string[]) =>
  spawnSync(process.execPath, ["server/commands/token.ts", ...words], {
    encoding: "utf8",
    env: { PATH: process.env["PATH"], NO_COLOR: "1", VEDETTA_CONFIG: config },
  });
const run = (...words: string[]) => runWith("", ...words);

describe("token", () => {
  it("prints a token and the line to paste, which belong together and last a year", () => {
    const { stdout } = run("pbx");
    const token = /Bearer (vedetta_[\w-]{43})/.exec(stdout)?.[1] ?? "";
    const expires = new Date(Date.now() + 365 * 86_400_000).toISOString().slice(0, 10);
    assert.ok(
      stdout.includes(`- { source: pbx, tokenSha256: "${sha256Hex(token)}", expires: "${expires}" }`),
    );
  });

  it("prints one for a scraper, and one that never ends", () => {
    assert.match(
      run("prometheus", "--metrics", "--days", "0").stdout,
      /access\.scrapers[^]*- \{ name: prometheus, tokenSha256: "[0-9a-f]{64}" \}/,
    );
  });

  it("prints one for the webhooks of a Live Helper Chat, as it is entered there", () => {
    assert.match(
      run("chat", "--webhook", "--days", "0").stdout,
      /\n {2}vedetta_[\w-]{43}\n[^]*webhookTokens of this source[^]*\n {2}- \{ tokenSha256: "[0-9a-f]{64}" \}\n/,
    );
  });

  it("makes none that the configuration would refuse", () => {
    for (const [words, fault] of [
      [["nosuch"], /has no source nosuch, it has pbx, partner: add the source first\n$/],
      [["pbx"], /^pbx is of kind asterisk, which has no such token\n$/],
      [["partner", "--webhook"], /^partner is of kind http-events, which has no such token\n$/],
    ] as const) {
      const { status, stdout, stderr } = runWith(HOUSE, ...words);
      assert.deepEqual([status, stdout], [1, ""]);
      assert.match(stderr, fault);
    }
    assert.equal(runWith(HOUSE, "partner").status, 0);
    assert.equal(runWith(HOUSE, "prometheus", "--metrics").status, 0);
  });

  it("says what is not understood, and explains itself", () => {
    for (const [words, fault] of [
      [[], /^\nUsage/],
      [["Not A Name"], /^\n"Not A Name" is no name: use at most 41 lower-case letters/],
      [["a", "b"], /^\none NAME at a time: b is too much\n/],
      [["a", "--wall"], /^\nUnknown option '--wall'\n/],
      [["a", "--days", "x"], /^\n--days takes a whole number/],
      [["a", "--webhook", "--metrics"], /^\na token is for one thing/],
    ] as const) {
      const { status, stderr } = run(...words);
      assert.equal(status, 64);
      assert.match(stderr, fault);
      assert.match(stderr, /Usage: npm run token/);
    }
  });
});
