import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import { describe, it, type TestContext } from "node:test";

import { parse } from "yaml";

import { checkConfig } from "#config/check-config.ts";
import { loadConfig } from "#config/load-config.ts";
import { loadRuleTests } from "#config/load-rule-tests.ts";

import { temporaryDirectory } from "../../test/support/temporary-directory.ts";
import { rehearse } from "./rehearse-rules.ts";

const SHIPPED = "config/rule-tests";
const check = (...files: string[]) =>
  spawnSync(process.execPath, ["server/commands/check-rules.ts", ...files], {
    encoding: "utf8",
    env: { ...process.env, NO_COLOR: "1" },
  });

describe("the shipped rehearsals", () => {
  for (const name of readdirSync(SHIPPED)) {
    const tests = loadRuleTests(`${SHIPPED}/${name}`);
    for (const rehearsal of tests.tests)
      it(`${name}: ${rehearsal.name}`, () => assert.deepEqual(rehearse(rehearsal, tests), []));
  }
});

it("what is told in another order than expected is a mismatch", () => {
  const tests = loadRuleTests(`${SHIPPED}/sources.yaml`);
  const [, surge] = tests.tests;
  assert.ok(surge !== undefined);
  assert.equal(rehearse({ ...surge, told: surge.told?.toReversed() }, tests).length, 1);
});

/** What differs from what the rest of a rehearsal expects of one operator too few for a while. */
const played = (t: TestContext, text: string) => {
  const file = path.join(temporaryDirectory(t), "played.yaml");
  writeFileSync(
    file,
    `tests:\n  - name: played\n    phone: { needed: 3, onLine: 3*5 2*20 3*20 }\n    ${text}\n`,
  );
  const tests = loadRuleTests(file);
  return tests.tests.flatMap((one) => rehearse(one, tests));
};

describe("a rehearsal", () => {
  const fired = "15:00 fired watch understaffed/phone";
  const resolved = "30:00 resolved watch understaffed/phone";

  it("of which nothing is expected expects that nobody is told", (t) =>
    assert.deepEqual(played(t, "expect: []"), [
      { atMinute: null, missing: [], unexpected: [fired, resolved] },
    ]));

  it("goes on after the last minute at which something is expected, to the end of its series", (t) =>
    assert.deepEqual(played(t, `expect: [{ atMinute: 4, alerts: [] }]\n    told: ["${fired}"]`), [
      { atMinute: null, missing: [], unexpected: [resolved] },
    ]));

  it("ends where it says", (t) => assert.deepEqual(played(t, `untilMinute: 20\n    told: ["${fired}"]`), []));

  it("goes on for what is told later than its series", (t) =>
    assert.deepEqual(played(t, `told: ["${fired}", "${resolved}", "90:00 fired watch understaffed/phone"]`), [
      { atMinute: null, missing: ["90:00 fired watch understaffed/phone"], unexpected: [] },
    ]));
});

describe("the document of alerts", () => {
  const blocks = [...readFileSync("docs/alerts.md", "utf8").matchAll(/^```yaml\n([\s\S]*?)^```/gm)].map(
    ([, text = ""]) => text,
  );

  it("shows settings that are accepted, and are those in force without them", () => {
    const shipped: Record<string, unknown> = parse(readFileSync("config/vedetta.example.yaml", "utf8"));
    const { config, faults } = checkConfig({ ...shipped, ...parse(blocks[0] ?? "") });
    assert.deepEqual(faults, []);
    assert.deepEqual(config?.alerts, loadConfig("config/vedetta.example.yaml").alerts);
  });

  it("shows a rehearsal that is as expected", (t) => {
    const file = path.join(temporaryDirectory(t), "shown.yaml");
    writeFileSync(file, blocks[1] ?? "");
    const tests = loadRuleTests(file);
    for (const rehearsal of tests.tests) assert.deepEqual(rehearse(rehearsal, tests), []);
  });
});

describe("npm run check-rules", () => {
  const staff = readFileSync(`${SHIPPED}/staff.yaml`, "utf8");

  it("ends with 0 when all is as expected", () => {
    const { status, stdout } = check(`${SHIPPED}/staff.yaml`, `${SHIPPED}/sources.yaml`);
    assert.equal(status, 0, stdout);
    assert.match(stdout, /✔ a short gap in the shift is told to nobody/);
  });

  it("ends with 1 and says what came instead", (t) => {
    const file = path.join(temporaryDirectory(t), "wrong.yaml");
    writeFileSync(file, staff.replace("firing watch understaffed/phone", "firing alarm understaffed/phone"));
    const { status, stdout } = check(file);
    assert.equal(status, 1);
    assert.match(stdout, /✖ one operator too few/);
    assert.match(
      stdout,
      /at minute 16\n\s+- firing alarm understaffed\/phone\s.*\n\s+\+ firing watch understaffed\/phone/,
    );
  });

  it("ends with 78 and names path and line of every fault", (t) => {
    const file = path.join(temporaryDirectory(t), "bad.yaml");
    writeFileSync(
      file,
      "tests:\n  - name: bad\n    phone:\n      needed: three*2\n    told: [soon]\n    loud: yes\n",
    );
    const { status, stderr } = check(file);
    assert.equal(status, 78);
    assert.match(stderr, /tests\[0\]\.phone\.needed \(line 4\): three\*2: use whole numbers/);
    assert.match(stderr, /tests\[0\]\.loud \(line 6\): this key is not known/);
    assert.match(stderr, /tests\[0\]\.told\[0\] \(line 5\): use minutes:seconds, cause, severity and alert/);
    assert.doesNotMatch(stderr, / at /);
  });

  it("ends with 64 without a file", () => assert.equal(check().status, 64));
});
