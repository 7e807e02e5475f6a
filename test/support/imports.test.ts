import assert from "node:assert/strict";
import { it } from "node:test";

import { importsIn, layerOf, packageOf, targetOf } from "./imports.ts";

it("finds every form of import, over several lines too", () => {
  const source = [
    `import "side-effect.css";`,
    `import type { A } from "#domain/a.ts";`,
    `import { type B, type C } from "./b.ts";`,
    `import def, {\n  type D,\n  d,\n} from "zod";`,
    `export * from "./e.ts";`,
    `const f = await import("node:fs");`,
  ].join("\n");
  assert.deepEqual(importsIn(source), [
    { specifier: "side-effect.css", typesOnly: false },
    { specifier: "#domain/a.ts", typesOnly: true },
    { specifier: "./b.ts", typesOnly: true },
    { specifier: "zod", typesOnly: false },
    { specifier: "./e.ts", typesOnly: false },
    { specifier: "node:fs", typesOnly: false },
  ]);
});

it("reads no import in a comment, and loses none after one", () => {
  const source = [`/* import "a"; */`, `// import "b";`, `/** Docs. */`, `import "c";`].join("\n");
  assert.deepEqual(
    importsIn(source).map(({ specifier }) => specifier),
    ["c"],
  );
});

it("does not take a declaration that is exported for an import", () => {
  assert.deepEqual(importsIn(`export const name = "value";\nexport type T = "a" | "b";\n`), []);
});

it("names layers by folder, each source by itself", () => {
  assert.equal(layerOf("server/domain/time.ts"), "domain");
  assert.equal(layerOf("server/sources/asterisk/ami.ts"), "sources/asterisk");
  assert.equal(layerOf("server/main.ts"), "main.ts");
  assert.equal(layerOf("web/elements/ve-wall.ts"), "web");
});

it("follows relative, mapped, package and built-in imports to their layer", () => {
  assert.equal(targetOf("server/sources/asterisk/a.ts", "../simulation/b.ts"), "sources/simulation");
  assert.equal(targetOf("web/main.ts", "../server/domain/time.ts"), "domain");
  assert.equal(targetOf("server/http/a.ts", "#wire/house.ts"), "wire");
  assert.equal(targetOf("server/http/a.ts", "node:http"), "node");
  assert.equal(targetOf("server/http/a.ts", "express"), "npm");
  assert.equal(packageOf("@fontsource/titillium-web/400.css"), "@fontsource/titillium-web");
  assert.equal(packageOf("lit/decorators.js"), "lit");
});
