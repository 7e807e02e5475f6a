import assert from "node:assert/strict";
import { globSync, readFileSync } from "node:fs";
import { describe, it } from "node:test";

import { type Contract, contractOf } from "./contract.ts";
import { PAGES } from "./pages.ts";

const sources = globSync("web/elements/*.ts").map((file) => readFileSync(file, "utf8"));
const elements = sources.flatMap((source) => {
  const contract = contractOf(source);
  return contract ? [{ source, contract }] : [];
});

const names = (told: readonly { readonly name: string }[]): string[] => told.map(({ name }) => name).sort();
const foundIn = (source: string, pattern: RegExp): string[] =>
  [...new Set([...source.matchAll(pattern)].map(([, name = ""]) => name))].sort();

describe("the contract of an element", () => {
  it("is read from its source", () => {
    const source = `
/**
 * A number
 * and its name.
 *
 * @slot - what stands beside it
 * @slot mark - a mark
 * @csspart value - the number
 * @fires ve-read - when it was read
 */
@customElement("ve-sample")
export class VeSample extends LitElement {
  /** Its name. */
  @property() label = "";
  @property({ type: Boolean, reflect: true }) quiet = false;
  /** Already formatted; \`null\`: a dash. */
  @property({ attribute: false }) value: string | null = null;
  @state() private inner = 1;
}`;
    assert.deepEqual(contractOf(source), {
      tag: "ve-sample",
      purpose: "A number and its name.",
      properties: [
        { name: "label", type: "string", meaning: "Its name." },
        { name: "quiet", type: "boolean", meaning: "" },
        { name: "value", type: "string | null", meaning: "Already formatted; `null`: a dash." },
      ],
      slots: [
        { name: "", meaning: "what stands beside it" },
        { name: "mark", meaning: "a mark" },
      ],
      parts: [{ name: "value", meaning: "the number" }],
      events: [{ name: "ve-read", meaning: "when it was read" }],
    } satisfies Contract);
  });

  it("is there for every element", () => {
    const defined = sources.flatMap((source) => foundIn(source, /^@customElement\("([\w-]+)"\)/gm));
    assert.ok(defined.length > 10, "no elements were found");
    assert.deepEqual(names(elements.map(({ contract }) => ({ name: contract.tag }))), defined.sort());
    for (const tag of PAGES) assert.ok(defined.includes(tag), `${tag} is no element`);
  });

  for (const { source, contract } of elements)
    it(`of ${contract.tag} says what is there, and nothing else`, () => {
      assert.match(contract.purpose, /^[A-Z].*\.$/s, "what it is for, in sentences");
      assert.deepEqual(names(contract.parts), foundIn(source, /\spart="([\w-]+)"/g), "parts");
      assert.deepEqual(names(contract.slots), foundIn(source, /<slot(?:\s+name="([\w-]+)")?/g), "slots");
      assert.equal(
        contract.properties.length,
        foundIn(source, /@property\([^)]*\)\s+(\w+)/g).length,
        "every property is understood",
      );
      if (PAGES.some((tag) => tag === contract.tag)) return;
      for (const { name, meaning } of contract.properties)
        assert.notEqual(meaning, "", `${name}: what it means`);
    });
});
