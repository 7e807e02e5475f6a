/** What the documents promise is there: files they link to, commands they name, tests behind the guarantees. */
import assert from "node:assert/strict";
import { existsSync, globSync, readFileSync } from "node:fs";
import path from "node:path";
import { it } from "node:test";

import { parse } from "yaml";

import { checkConfig } from "#config/check-config.ts";
import { OUTCOMES } from "#domain/contact-event.ts";
import { epochMs } from "#domain/time.ts";
import { createEventDecoder } from "#sources/http-events/decode-event.ts";
import { vocabularyOf } from "#sources/http-events/vocabulary.ts";
import { decodeHook } from "#sources/livehelperchat/decode-hook.ts";
import { Departments } from "#sources/livehelperchat/departments.ts";
import { chatsSince, LIVE_CHATS } from "#sources/livehelperchat/rest-queries.ts";

import packageJson from "../package.json" with { type: "json" };
import { everyCloudEvent } from "./support/cloud-events.ts";

/** For whoever writes a producer. */
const PRODUCERS = "docs/sources/http-events.md";
const LIVE_HELPER_CHAT = "docs/sources/livehelperchat.md";

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

/** The shipped example with the sources of one example of a document in place of its own. */
const examplesIn = (document: string) =>
  codeBlocks(document, "yaml").map((yaml) => {
    const example: Record<string, unknown> = parse(read("config/vedetta.example.yaml"));
    return checkConfig({ ...example, ...parse(yaml) });
  });

/** Every event that a document shows, decoded by the first HTTP source that it shows. */
function eventsIn(document: string) {
  const decoders = examplesIn(document).flatMap(({ config }) =>
    (config?.sources ?? []).flatMap((source) =>
      config && source.kind === "http-events" ? createEventDecoder(vocabularyOf(config, source)) : [],
    ),
  );
  const [decode] = decoders;
  assert.ok(decode, "the document shows a source");
  const texts = [...codeBlocks(document, "sh"), ...codeBlocks(document, "json")].flatMap((block) => {
    const data = /--data '([\s\S]*)'$/m.exec(block)?.[1];
    return data === undefined ? block.split("\n").filter((line) => line.includes('"specversion"')) : [data];
  });
  return texts.map((text) => decode(JSON.parse(text.replaceAll(/'?\$NOW'?/g, "2026-11-24T09:30:00Z"))));
}

it("shows examples of the configuration that are accepted", () => {
  const examples = ["README.md", PRODUCERS, LIVE_HELPER_CHAT].map(examplesIn);
  assert.deepEqual(
    examples.map(({ length }) => length),
    [3, 1, 1],
  );
  for (const { faults } of examples.flat()) assert.deepEqual(faults, []);
});

it("shows events that the example of their source accepts", () => {
  for (const [document, count] of [
    ["README.md", 2],
    [PRODUCERS, 7],
  ] as const) {
    const events = eventsIn(document);
    assert.equal(events.length, count, document);
    for (const event of events)
      assert.ok(event.ok, event.ok ? "" : `${document}: ${event.path} ${event.reason}`);
  }
});

it("tells producers of every type of event, and of every outcome", () => {
  const page = read(PRODUCERS);
  const types = [...page.matchAll(/^\| `((?:contact|outbound|operators|source)\.[a-z]+)` \|/gm)];
  assert.deepEqual(
    types.map(([, type]) => type),
    [...new Set(everyCloudEvent().map(({ type }) => type))],
  );
  for (const outcome of OUTCOMES) assert.ok(page.includes(`\`${outcome}\``), outcome);
});

it("shows a template of webhooks that brings what is read, and nothing else", () => {
  const template = codeBlocks(LIVE_HELPER_CHAT, "json").find((block) => block.includes("{{args.lhc_event}}"));
  const values = {
    status: 1,
    user_status: 1,
    chat_id: 7,
    dep_id: 1,
    time: 1_795_600_000,
    msg_user_id: 2,
    msg_time: 1_795_600_009,
  };
  const body: object = JSON.parse(template?.replaceAll(/\{\{[a-z_.]+\}\}/g, "0") ?? "null");
  const asked = new Set<string>();
  const watched = new Proxy<object>(
    { ...body, ...values },
    {
      get(target, field, receiver): unknown {
        asked.add(String(field));
        return Reflect.get(target, field, receiver);
      },
    },
  );
  const decoded = decodeHook(watched, new Departments(["1"]), epochMs(0));
  assert.ok(decoded.ok);
  assert.equal(decoded.snapshot.personWroteAt, values.msg_time * 1_000);
  // Its version is for later; the other two only REST tells.
  const brought = new Set(Object.keys(body));
  assert.deepEqual([...brought.difference(asked)], ["v"]);
  assert.deepEqual([...asked.difference(brought)].toSorted(), ["device_type", "user_status_front"]);
});

it("shows a read proxy that asks Live Helper Chat what we ask", () => {
  const page = read(LIVE_HELPER_CHAT);
  const queries = [LIVE_CHATS, chatsSince(epochMs(0))].map((query) =>
    Object.entries({ ...query, ...("time_gt" in query ? { time_gt: "$arg_time_gt" } : {}) })
      .map(([name, value]) => `${name}=${value}`)
      .join("&"),
  );
  for (const query of queries) {
    const [which = "", fields = ""] = query.split(/&(?=prefill_fields)/);
    assert.ok(page.includes(`"${which}"`), which);
    assert.ok(page.includes(`?$wallboard_chats&${fields};`), fields);
  }
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

function codeBlocks(document: string, language: string): readonly string[] {
  return [...read(document).matchAll(/^```(\w+)\n([\s\S]*?)^```/gm)]
    .filter(([, name]) => name === language)
    .map(([, , text = ""]) => text);
}
