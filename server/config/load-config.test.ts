import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { describe, it } from "node:test";

import { logLevelOf } from "#platform/logger.ts";

import { configFileOf, LOG_LEVELS } from "./environment.ts";
import { ConfigError, faultLine } from "./fault.ts";
import { configJsonSchema } from "./json-schema.ts";
import { loadConfig } from "./load-config.ts";

const FIXTURES = "test/fixtures/config";
const GOOD = `${FIXTURES}/good-http-events.yaml`;

/** The faults of a configuration file, one line each; none when it loads. */
function faultsOf(file: string, environment: Record<string, string> = {}): string[] {
  try {
    loadConfig(file, environment);
    return [];
  } catch (error) {
    assert.ok(error instanceof ConfigError, String(error));
    return error.faults.map(faultLine);
  }
}

describe("configuration files", () => {
  const files = readdirSync(FIXTURES).filter((file) => file.endsWith(".yaml"));
  for (const name of files) {
    const file = `${FIXTURES}/${name}`;
    const expected = [...readFileSync(file, "utf8").matchAll(/^# fault: (.*)$/gm)].map((match) => match[1]);
    if (name.startsWith("good-")) it(`${name} loads`, () => assert.deepEqual(faultsOf(file), []));
    else
      it(`${name} is refused with every fault at once`, () => {
        assert.ok(expected.length > 0, "the file names the faults that it shows");
        const here = path.resolve(FIXTURES);
        assert.deepEqual(
          faultsOf(file).map((line) => line.replace(here, "HERE")),
          expected,
        );
      });
  }

  it("there are good and bad ones", () => assert.ok(files.length >= 15));

  it("the shipped example loads, alone on loopback", () => {
    const config = loadConfig("config/vedetta.example.yaml");
    assert.equal(config.house.timeZone, "Europe/Rome");
    assert.deepEqual([config.server.host, config.server.port], ["127.0.0.1", 1522]);
  });

  it("a second house has its own zone, languages, entries and purposes, and no chat", () => {
    const config = loadConfig(`${FIXTURES}/good-second-house.yaml`);
    assert.equal(config.house.timeZone, "America/St_Johns");
    assert.deepEqual(
      config.languages.map((language) => language.code),
      ["en", "pt", "fr"],
    );
    assert.equal(config.channels.chat, undefined);
    assert.deepEqual(
      config.sources.map((source) => source.kind),
      ["asterisk", "http-events"],
    );
    assert.deepEqual(config.outboundPurposes, ["call-back", "other"]);
  });

  it("the schema for editors is the one that the program checks by", () => {
    assert.equal(
      readFileSync("config/vedetta.schema.json", "utf8"),
      configJsonSchema(),
      "run `npm run config-schema`",
    );
  });

  it("looks for secrets beside the file, or where systemd hands them over, and tells where that is", () => {
    const file = `${FIXTURES}/good-bus.yaml`;
    const places = (environment: Record<string, string>) => {
      const { bus } = loadConfig(file, environment);
      return [bus?.secretFile, bus?.passwordFile];
    };
    const beside = [path.resolve(FIXTURES, "nodes-secret"), path.resolve(FIXTURES, "ami-secret")];
    assert.deepEqual(places({}), beside);
    assert.deepEqual(places({ CREDENTIALS_DIRECTORY: "" }), beside);
    const elsewhere = path.resolve("test/fixtures/notify");
    assert.deepEqual(faultsOf(file, { CREDENTIALS_DIRECTORY: elsewhere }), [
      `bus.passwordFile (line 15): no readable file that holds the secret (relative paths begin in ${elsewhere})`,
      `bus.secretFile (line 16): no readable file that holds the secret (relative paths begin in ${elsewhere})`,
    ]);
  });

  it("says that a file is missing", () => {
    assert.deepEqual(faultsOf(`${FIXTURES}/none.yaml`), ["cannot be read (ENOENT)"]);
  });
});

describe("environment", () => {
  it("VEDETTA_LOG is one of the levels of the log", () => {
    for (const VEDETTA_LOG of LOG_LEVELS) {
      assert.deepEqual(faultsOf(GOOD, { VEDETTA_LOG }), []);
      assert.equal(logLevelOf(VEDETTA_LOG), VEDETTA_LOG);
    }
    for (const VEDETTA_LOG of ["verbose", "INFO"])
      assert.deepEqual(faultsOf(GOOD, { VEDETTA_LOG }), [
        "VEDETTA_LOG: use one of debug, info, warn, error, silent",
      ]);
  });

  it("VEDETTA_CONFIG names the file; the shipped example without it", () => {
    assert.equal(configFileOf({}), "config/vedetta.example.yaml");
    assert.equal(configFileOf({ VEDETTA_CONFIG: "" }), "config/vedetta.example.yaml");
    assert.equal(configFileOf({ VEDETTA_CONFIG: GOOD }), GOOD);
    assert.deepEqual(faultsOf(configFileOf({ VEDETTA_CONFIG: FIXTURES })), ["cannot be read (EISDIR)"]);
  });

  const settings = [
    {
      name: "VEDETTA_PORT",
      good: "8080",
      bad: ["", "99999", "-1", "http", "80 80"],
      told: "use a whole number from 0 to 65535",
    },
    {
      name: "VEDETTA_HOST",
      good: "::1",
      bad: ["", "a host", "http://wall"],
      told: "use an address or a host name, without a port",
    },
    { name: "VEDETTA_DATA", good: "/srv/vedetta", bad: ["", "a\0b"], told: "use the path of a directory" },
    {
      name: "VEDETTA_NODE",
      good: "right",
      bad: ["", "Right", "left and right"],
      told: "use lower-case letters, digits, - and _",
      file: `${FIXTURES}/good-bus.yaml`,
    },
  ];
  for (const { name, good, bad, told, file = GOOD } of settings) {
    const valueOf = (environment: Record<string, string>): string => {
      const config = loadConfig(file, environment);
      const { server, bus, dataDirectory } = config;
      const values: Readonly<Record<string, string | undefined>> = {
        VEDETTA_PORT: String(server.port),
        VEDETTA_HOST: server.host,
        VEDETTA_NODE: bus?.node,
      };
      return values[name] ?? dataDirectory;
    };
    it(`${name} wins over the file, is left to it when empty, and is told when wrong`, () => {
      const fromFile = {
        VEDETTA_PORT: "1522",
        VEDETTA_HOST: "127.0.0.1",
        VEDETTA_DATA: "data",
        VEDETTA_NODE: "left",
      }[name];
      assert.equal(valueOf({}), fromFile);
      assert.equal(valueOf({ [name]: "" }), fromFile);
      assert.equal(valueOf({ [name]: good }), good);
      for (const value of bad.slice(1))
        assert.deepEqual(faultsOf(file, { [name]: value }), [`${name}: ${told}`]);
    });
  }

  it("a wrong variable is told together with the faults of the file", () => {
    assert.equal(faultsOf(`${FIXTURES}/bad-time-zone.yaml`, { VEDETTA_PORT: "x" }).length, 2);
  });
});
