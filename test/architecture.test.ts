/**
 * The dependency rule as an allow-list. A layer is a folder of `server/` (each source is one of its own), a
 * file directly in `server/`, or `web`. What is not written here is forbidden; what is written here and never
 * used is stale.
 */
import assert from "node:assert/strict";
import { existsSync, globSync, readFileSync } from "node:fs";
import path from "node:path";
import { describe, it } from "node:test";

import { importsOf, layerOf, packageOf, targetOf } from "./support/imports.ts";

/** `npm` means any package, `node` built-in modules; a package may also be named. */
const RULES: readonly { readonly layers: readonly string[]; readonly mayImport: readonly string[] }[] = [
  { layers: ["domain"], mayImport: ["luxon"] },
  { layers: ["wire"], mayImport: ["domain"] },
  { layers: ["engine"], mayImport: ["domain", "wire"] },
  { layers: ["config"], mayImport: ["domain", "npm", "node"] },
  {
    layers: ["platform", "journal", "sources/*", "push", "bus", "notify"],
    mayImport: ["domain", "wire", "engine", "config", "npm", "node"],
  },
  // Its file is opened as the journal opens its own.
  { layers: ["access"], mayImport: ["domain", "engine", "journal", "zod", "node"] },
  { layers: ["http"], mayImport: ["domain", "wire", "engine", "config", "access", "npm", "node"] },
  {
    layers: ["commands"],
    mayImport: ["domain", "engine", "config", "access", "platform", "journal", "sources/*", "notify", "node"],
  },
  {
    layers: [
      "main.ts",
      "simulated-house.ts",
      "notifier.ts",
      "start-source.ts",
      "start-bus.ts",
      "node-pseudonyms.ts",
      "shared-duties.ts",
      "guard-book.ts",
      "fail-to-listen.ts",
    ],
    mayImport: [
      "access",
      "domain",
      "engine",
      "config",
      "platform",
      "journal",
      "sources/*",
      "http",
      "push",
      "notify",
      "bus",
      "node",
      "simulated-house.ts",
      "notifier.ts",
      "start-source.ts",
      "start-bus.ts",
      "node-pseudonyms.ts",
      "shared-duties.ts",
      "guard-book.ts",
      "fail-to-listen.ts",
    ],
  },
  { layers: ["web"], mayImport: ["wire", "npm"] },
];

/** Packages that only some files may import. */
const ONLY_IN: Readonly<Record<string, readonly string[]>> = {
  uplot: ["web/elements/ve-plot.ts"],
  luxon: ["server/domain/calendar.ts"],
  "openid-client": ["server/http/access/oidc-login.ts"],
  nodemailer: ["server/notify/kinds/email.ts"],
  "date-holidays": ["server/config/holiday-checks.ts", "server/platform/public-holidays.ts"],
};

/** What adapters may use of the configuration at run time: how a secret is written down, and where an address leads. */
const CONFIG_VALUES = new Set([
  "#config/secret.ts",
  "#config/address-reach.ts",
  "#config/bus-address.ts",
  "#config/outgoing-address.ts",
]);

const files = globSync("{server,web}/**/*.ts").filter((file) => !/\.(test|spec)\.ts$/.test(file));
const ruleOf = (layer: string) =>
  RULES.find(({ layers }) =>
    layers.some((name) => name === layer || (name === "sources/*" && layer.startsWith("sources/"))),
  );
/** Whether a permission is for this import. */
const permits = (entry: string, file: string, specifier: string): boolean => {
  const target = targetOf(file, specifier);
  if (target === "npm" && entry === packageOf(specifier)) return true;
  return entry === target || (entry === "sources/*" && target.startsWith("sources/"));
};

describe("the dependency rule", () => {
  it("looks at the files of every layer that exists", () => {
    for (const layer of ["domain", "wire", "engine", "web"])
      assert.ok(
        files.some((file) => layerOf(file) === layer),
        `no file found in ${layer}: the search for files is broken`,
      );
  });

  it("knows every layer", () => {
    const unknown = new Set(files.map(layerOf).filter((layer) => ruleOf(layer) === undefined));
    assert.deepEqual([...unknown], [], "a new layer needs a line in RULES");
  });

  it("lets a file import only what its layer may", () => {
    const wrong = files.flatMap((file) => {
      const layer = layerOf(file);
      const allowed = ruleOf(layer)?.mayImport ?? [];
      return importsOf(file)
        .filter(({ specifier }) => targetOf(file, specifier) !== layer)
        .filter(({ specifier }) => !allowed.some((entry) => permits(entry, file, specifier)))
        .map(({ specifier }) => `${file}: ${layer} must not import "${specifier}"`);
    });
    assert.deepEqual(wrong, []);
  });

  it("has no stale permission", () => {
    const stale = RULES.flatMap((rule) => {
      const own = files.filter((file) => ruleOf(layerOf(file)) === rule);
      const isUsed = (entry: string): boolean =>
        own.some((file) => importsOf(file).some(({ specifier }) => permits(entry, file, specifier)));
      const unused = own.length === 0 ? [] : rule.mayImport.filter((entry) => !isUsed(entry));
      return unused.map((entry) => `${rule.layers.join(", ")} never imports ${entry}`);
    });
    assert.deepEqual(stale, []);
  });

  it("keeps packages where they belong", () => {
    const wrong = files.flatMap((file) =>
      importsOf(file)
        .map(({ specifier }) => packageOf(specifier))
        .filter((name) => ONLY_IN[name]?.includes(file) === false)
        .map((name) => `${file} must not import ${name}`),
    );
    assert.deepEqual(wrong, []);
    for (const home of Object.values(ONLY_IN).flat()) assert.ok(existsSync(home), `${home} is gone`);
  });

  /** Adapters get their settings as arguments: they know the shape of the configuration and never load it. */
  it("gives adapters the types of the configuration, not its loader", () => {
    const adapters = files.filter((file) => ruleOf(layerOf(file))?.layers.includes("platform"));
    const wrong = adapters.flatMap((file) =>
      importsOf(file)
        .filter(({ specifier, typesOnly }) => !typesOnly && targetOf(file, specifier) === "config")
        .filter(({ specifier }) => !CONFIG_VALUES.has(specifier))
        .map(({ specifier }) => `${file} must import only types from "${specifier}"`),
    );
    assert.deepEqual(wrong, []);
  });
});

describe("the tree", () => {
  const written = globSync(
    "{server,web,test,scripts,docker,config,docs}/**/*.{ts,mjs,json,yaml,css,html,md}",
    {
      exclude: (name) => name === "fixtures",
    },
  );

  it("stands alone: no file points outside the repository", () => {
    const outside = path.posix.join("..", "shared");
    const wrong = written.filter((file) => readFileSync(file, "utf8").includes(outside));
    assert.ok(written.length > files.length);
    assert.deepEqual(wrong, []);
  });

  /** Tests may be longer by their comments and blank lines, which the linter's `max-lines` does not count. */
  it("has no source file over 250 lines", () => {
    const long = written
      .filter((file) => /\.(ts|mjs|css)$/.test(file) && !/^test\/|\.(test|spec)\.ts$/.test(file))
      .map((file) => ({ file, lines: readFileSync(file, "utf8").split("\n").length - 1 }))
      .filter(({ lines }) => lines > 250);
    assert.deepEqual(long, []);
  });
});
