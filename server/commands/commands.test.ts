import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import { describe, it, type TestContext } from "node:test";

import { ACCESS_FILE, openAccessDatabase } from "#access/access-database.ts";

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

  it("tells faults of the file and of the data that it names at once", (t) => {
    const example = readFileSync("config/vedetta.example.yaml", "utf8");
    const file = path.join(temporaryDirectory(t), "house.yaml");
    writeFileSync(
      file,
      `${example.replace("config/quarter-2025.json", "config/no-such-quarter.json")}\nserver: { host: 0.0.0.0, proxies: [10.0.0.7] }\n`,
    );
    const { status, stderr } = run("check-config", file);
    assert.equal(status, 78);
    for (const fault of [
      /server\.host \(line \d+\): refusing to listen/,
      /server\.proxies/,
      /no-such-quarter\.json/,
    ])
      assert.match(stderr, fault);
  });

  it("warns of tokens that have ended, by name and day", (t) => {
    const house = readFileSync("test/fixtures/config/good-second-house.yaml", "utf8");
    const file = path.join(temporaryDirectory(t), "house.yaml");
    const ended = new Date(Date.now() - 86_400_000).toISOString().slice(0, 10);
    const soon = new Date(Date.now() + 86_400_000).toISOString().slice(0, 10);
    writeFileSync(
      file,
      house
        .replace("ami-secret", path.resolve("test/fixtures/config/ami-secret"))
        .replace('bf4" }', `bf4", expires: "${ended}" }`)
        .replace('f5bd" }', `f5bd", expires: "${soon}" }`),
    );
    const { status, stdout } = run("check-config", file);
    assert.equal(status, 0);
    assert.match(
      stdout,
      new RegExp(`! the token of source:partner was good until ${ended}: it lets nobody in`),
    );
    assert.match(stdout, new RegExp(`! the token of metrics:prometheus is good until ${soon}: make`));
  });

  it("says of a house with a bus which node this is and by what it meets the others", () => {
    for (const [file, nodes] of [
      ["good-bus.yaml", /nodes +left, with others by rediss:\/\/redis\.example\.org, keys vedetta:\*\n/],
      ["good-bus-sentinels.yaml", /nodes +\S+, with others by \S+ of \d sentinels, keys \S+:\*\n/],
    ] as const) {
      const { status, stdout, stderr } = run("check-config", `test/fixtures/config/${file}`);
      assert.equal(status, 0, stderr);
      assert.match(stdout, nodes);
    }
  });

  it("reads each file that is named, and ends with 78 when one of them is wrong", () => {
    const folder = "test/fixtures/config";
    const { status, stdout, stderr } = run(
      "check-config",
      `${folder}/good-bus.yaml`,
      `${folder}/bad-bus.yaml`,
      `${folder}/good-receivers.yaml`,
    );
    assert.equal(status, 78);
    assert.match(stdout, /ok {2}\S+good-bus\.yaml[^]*ok {2}\S+good-receivers\.yaml/);
    assert.match(stderr, /bad-bus\.yaml: \d+ faults/);
  });

  it("tells every fault and ends with 78", () => {
    const { status, stderr } = run("check-config", "test/fixtures/config/bad-asterisk.yaml");
    assert.equal(status, 78);
    assert.equal(stderr.match(/✖/g)?.length, 5);
  });
});

describe("--help", () => {
  for (const command of [
    "check-config",
    "check-rules",
    "asyncapi",
    "token",
    "admin",
    "audit",
    "doctor",
    "import",
    "notify-test",
  ])
    it(`of ${command} prints its usage and ends with 0`, () => {
      const { status, stdout, stderr } = run(command, "--help");
      assert.equal(status, 0);
      assert.match(stdout, new RegExp(`^\nUsage: npm run ${command}`));
      assert.equal(stderr, "");
    });

  it("of the server prints its options before anything is built", () => {
    for (const script of ["start", "replay"]) {
      const { status, stdout } = spawnSync(process.execPath, [`scripts/${script}.ts`, "--help"], {
        encoding: "utf8",
      });
      assert.equal(status, 0);
      assert.match(stdout, /^\nUsage: npm start[^]*npm run replay[^]*--speed NUMBER/);
    }
  });

  it("is not asked for by an option that is not known", () => {
    for (const command of ["check-config", "check-rules", "asyncapi"]) {
      const { status, stderr } = run(command, "--no-such");
      assert.equal(status, 64);
      assert.match(stderr, /^\nUnknown option '--no-such'\n\nUsage/);
    }
  });
});

/** Runs commands over a data directory of their own, in which a server was started before. */
const house = (t: TestContext, wasStarted = true): ((...words: string[]) => ReturnType<typeof run>) => {
  const VEDETTA_DATA = temporaryDirectory(t);
  if (wasStarted) openAccessDatabase(VEDETTA_DATA).close();
  return (program = "", ...words) =>
    spawnSync(process.execPath, [`server/commands/${program}.ts`, ...words], {
      encoding: "utf8",
      env: { PATH: process.env["PATH"], NO_COLOR: "1", VEDETTA_DATA },
    });
};

describe("admin and audit", () => {
  it("makes the first admin by one command, and writes it down", (t) => {
    const tell = house(t);
    const { status, stdout } = tell("admin", "add", "anna");
    assert.equal(status, 0);
    assert.match(stdout, /invitation code {3}([B-Z]{4}-){3}[B-Z]{4}\n {2}known to {10}the server of \/\S+\n/);
    assert.equal(tell("admin", "list").stdout, "anna                  admin       invited\n");
    assert.match(tell("admin", "add", "anna").stderr, /has an account already/);
    assert.equal(tell("admin", "reset", "anna").status, 0);
    assert.equal(tell("admin", "remove", "anna").status, 0);
    assert.match(tell("admin", "list").stdout, /no accounts yet/);
    assert.match(
      tell("audit", "verify").stdout,
      /^ok {2}3 rows; the last is 3, with the hash [0-9a-f]{64}\n$/,
    );
    assert.match(tell("audit", "list").stdout, /account\.invite {8}terminal:\S+ {2}anna[^]*account\.remove/);
  });

  it("refuse a folder in which no server was started, and make nothing there", (t) => {
    const tell = house(t, false);
    for (const words of [
      ["audit", "verify"],
      ["audit", "list"],
      ["admin", "list"],
      ["admin", "add", "anna"],
      ["audit", "verify"],
    ]) {
      const { status, stdout, stderr } = tell(...words);
      assert.equal(status, 1);
      assert.equal(stdout, "");
      assert.match(stderr, /there is no access\.sqlite in \/\S+: set VEDETTA_DATA/);
    }
  });

  it("say of a file of access that is damaged or empty what can be done", (t) => {
    const directory = temporaryDirectory(t);
    const list = () =>
      spawnSync(process.execPath, ["server/commands/admin.ts", "list"], {
        encoding: "utf8",
        env: { PATH: process.env["PATH"], NO_COLOR: "1", VEDETTA_DATA: directory },
      });
    writeFileSync(path.join(directory, ACCESS_FILE), "");
    assert.match(list().stderr, /^access\.sqlite in \S+ is empty: put a backup in its place/);
    writeFileSync(path.join(directory, ACCESS_FILE), "no database".repeat(1_000));
    const { status, stderr } = list();
    assert.equal(status, 78);
    assert.match(stderr, /is damaged: put a backup in its place; [^]*invite everybody anew/);
    assert.doesNotMatch(stderr, /sources deliver/);
  });

  it("say what is not understood, and explain themselves", (t) => {
    const tell = house(t);
    for (const [words, fault] of [
      [["add"], /^\nsay whom to add: a NAME is missing\n\nUsage: npm run admin/],
      [["add", "Anna"], /^\n"Anna" is no name for an account: use 2 to 40 lower-case letters/],
      [["mend", "anna"], /^\n"mend" is none of add, reset, remove, list\n/],
      [["add", "anna", "berta"], /^\nberta is too much\n/],
    ] as const)
      assert.match(tell("admin", ...words).stderr, fault);
    for (const words of [["admin"], ["admin", "add"], ["admin", "add", "Not A Name"], ["audit", "mend"]])
      assert.equal(tell(...words).status, 64);
  });
});
