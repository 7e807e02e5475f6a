/** What the documents promise is there: files they link to, commands they name, tests behind the guarantees. */
import assert from "node:assert/strict";
import { existsSync, globSync, readFileSync } from "node:fs";
import path from "node:path";
import { it } from "node:test";

import { parse } from "yaml";

import { checkConfig } from "#config/check-config.ts";
import { createEventDecoder } from "#sources/http-events/decode-event.ts";
import { vocabularyOf } from "#sources/http-events/vocabulary.ts";

import packageJson from "../package.json" with { type: "json" };

const documents = globSync(["*.md", "docs/**/*.md", "{server,test,config}/**/*.md"], {
  exclude: (name) => name === "fixtures",
});
const read = (file: string): string => readFileSync(file, "utf8");

it("finds the documents", () => {
  for (const file of ["README.md", "ARCHITECTURE.md", "CONTRIBUTING.md", "SECURITY.md", "docs/guarantees.md"])
    assert.ok(documents.includes(file), file);
});

it("links only to files that exist", () => {
  const broken = documents.flatMap((file) =>
    [...read(file).matchAll(/\]\((?!https?:)([^)#\s]+)/g)]
      .map(([, target = ""]) => path.join(path.dirname(file), target))
      .filter((target) => !existsSync(target))
      .map((target) => `${file}: ${target}`),
  );
  assert.deepEqual(broken, []);
});

it("names only commands that exist", () => {
  const scripts = Object.keys(packageJson.scripts);
  const unknown = documents.flatMap((file) =>
    [...read(file).matchAll(/\bnpm run ([a-z][a-z0-9:-]*)/g)]
      .map(([, name = ""]) => name)
      .filter((name) => !scripts.includes(name))
      .map((name) => `${file}: npm run ${name}`),
  );
  assert.deepEqual(unknown, []);
});

/** The shipped example with the sources of one of the README's examples in place of its own. */
const examples = codeBlocks("yaml").map((yaml) => {
  const example: Record<string, unknown> = parse(read("config/vedetta.example.yaml"));
  return checkConfig({ ...example, ...parse(yaml) });
});

it("shows examples of the configuration that are accepted", () => {
  assert.equal(examples.length, 2);
  for (const { faults } of examples) assert.deepEqual(faults, []);
});

it("shows an event that the example of its source accepts", () => {
  const shell = codeBlocks("sh").find((block) => block.includes("curl ")) ?? "";
  const json = /--data '([\s\S]*)'/.exec(shell)?.[1]?.replace("'$NOW'", "2026-11-24T09:30:00Z") ?? "";
  const accepted = examples.flatMap(({ config }) =>
    (config?.sources ?? []).flatMap((source) =>
      config && source.kind === "http-events"
        ? createEventDecoder(vocabularyOf(config, source))(JSON.parse(json))
        : [],
    ),
  );
  assert.deepEqual(
    accepted.map(({ ok }) => ok),
    [true],
  );
});

it("has a test behind every guarantee", () => {
  const rows = read("docs/guarantees.md")
    .split(/^(?=- |## )/m)
    .filter((part) => part.startsWith("- "));
  assert.ok(rows.length > 0);
  for (const row of rows) assert.match(row, /\]\([^)]+\.(test|spec)\.ts\)/, row);
});

it("carries the licence that package.json names", () => {
  assert.equal(packageJson.license, "EUPL-1.2");
  assert.match(read("LICENSE"), /^EUROPEAN UNION PUBLIC LICENCE v\. 1\.2\n/);
  assert.match(read("publiccode.yml"), /^ {2}license: EUPL-1\.2$/m);
});

function codeBlocks(language: string): readonly string[] {
  return [...read("README.md").matchAll(/^```(\w+)\n([\s\S]*?)^```/gm)]
    .filter(([, name]) => name === language)
    .map(([, , text = ""]) => text);
}
