/**
 * Builds the page from `web/` into `dist/`. The build id is a hash of everything
 * the page is made from; the page carries it, and `dist/build.json` tells it to
 * the server, which sends it in every heartbeat.
 */
import { createHash } from "node:crypto";
import { globSync, readFileSync } from "node:fs";
import path from "node:path";

import { defineConfig, type Plugin } from "vite";

const root = import.meta.dirname;
const MADE_FROM = ["web/**/*.{ts,css,html,svg}", "server/wire/*.ts", "package-lock.json", "vite.config.ts"];

function buildIdOf(patterns: readonly string[]): string {
  const hash = createHash("sha256");
  const files = globSync([...patterns], { cwd: root }).filter((file) => !file.endsWith(".test.ts"));
  for (const file of files.sort()) hash.update(file).update(readFileSync(path.join(root, file)));
  return hash.digest("hex").slice(0, 16);
}

function emitBuildId(build: string): Plugin {
  return {
    name: "vedetta-build-id",
    apply: "build",
    generateBundle() {
      this.emitFile({ type: "asset", fileName: "build.json", source: `${JSON.stringify({ build })}\n` });
    },
  };
}

/** A style sheet without comments and line breaks. */
const packed = (css: string): string =>
  css
    .replace(/\/\*[^]*?\*\//g, "")
    .replace(/\s+/g, " ")
    .replace(/(?<=[{};,]) | (?=[{}])/g, "")
    .replaceAll(";}", "}");

/** The elements' style sheets lie in template strings, which no minifier touches. */
function packStyles(): Plugin {
  return {
    name: "vedetta-pack-styles",
    apply: "build",
    transform: {
      filter: { id: /\/web\/.*\.ts$/, code: "css`" },
      handler: (code) => ({ code: code.replace(/(?<=\bcss`)[^`]*(?=`)/g, packed), map: null }),
    },
  };
}

export default defineConfig(({ command }) => {
  const build = command === "build" ? buildIdOf(MADE_FROM) : "development";
  return {
    root: path.join(root, "web"),
    define: { __VEDETTA_BUILD__: JSON.stringify(build) },
    plugins: [emitBuildId(build), packStyles()],
    build: {
      outDir: path.join(root, "dist"),
      emptyOutDir: true,
      target: "es2023",
      // The content security policy allows no data: fonts or scripts; nothing is inlined.
      assetsInlineLimit: 0,
      modulePreload: { polyfill: false },
      // What the wall is made of stays in one file, also what the desk uses of it: small files pack badly.
      rolldownOptions: {
        output: { codeSplitting: { groups: [{ name: "wall", test: /elements\/ve-wall\.ts$/ }] } },
      },
    },
    server: { proxy: { "/api": "http://127.0.0.1:1522" } },
  };
});
