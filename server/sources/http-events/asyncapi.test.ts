import assert from "node:assert/strict";
import { describe, it } from "node:test";

import { checkConfig } from "#config/check-config.ts";
import { readYamlFile } from "#config/yaml-file.ts";

import { busAsyncApi } from "./asyncapi.ts";

const { config, faults } = checkConfig(readYamlFile("config/nodes.example.yaml").value);
assert.ok(config);
assert.deepEqual(faults, []);
const document: unknown = busAsyncApi(config, "0.1.0");
const text = JSON.stringify(document);
const at = (...path: readonly string[]): unknown =>
  path.reduce((holder: unknown, key) => Reflect.get(Object(holder), key) as unknown, document);

describe("the AsyncAPI document", () => {
  it("is of version 3.1 and names the streams of the house", () => {
    assert.equal(at("asyncapi"), "3.1.0");
    assert.equal(at("channels", "incoming", "address"), "vedetta:incoming");
    assert.equal(at("channels", "deadLetters", "address"), "vedetta:dead-letters");
  });

  it("tells the words of the house", () => {
    for (const word of ["chat-desk", "site", "contact.arrived", "source.heartbeat", "not-configured"])
      assert.ok(text.includes(`"${word}"`), word);
  });

  it("has no reference that leads nowhere", () => {
    const references = [...text.matchAll(/"\$ref":"#\/([^"]+)"/g)].map((match) => match[1] ?? "");
    assert.ok(references.length >= 4);
    for (const reference of references) assert.ok(at(...reference.split("/")), reference);
  });
});
