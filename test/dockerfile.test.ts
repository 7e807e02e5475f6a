/** The image, held to its rules and tried without a container engine: see `support/container/image.ts` for what that means. */
import assert from "node:assert/strict";
import { once } from "node:events";
import { chmodSync, existsSync, globSync, mkdtempSync, readdirSync, readFileSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import { after, before, describe, it } from "node:test";

import packageJson from "../package.json" with { type: "json" };
import { freePort } from "../scripts/free-port.ts";
import { isIgnored } from "./support/container/build-context.ts";
import { type Container, createContainer, removeImages } from "./support/container/container.ts";
import { parseDockerfile } from "./support/container/dockerfile.ts";
import { buildImage, type Image } from "./support/container/image.ts";

const project = path.join(import.meta.dirname, "..");
const stages = parseDockerfile(readFileSync(path.join(project, "Dockerfile"), "utf8"));
const final = stages.at(-1)?.instructions ?? [];
const wordsOf = (keyword: string): readonly string[] =>
  final.filter((instruction) => instruction.keyword === keyword).flatMap(({ words }) => words);

describe("the Dockerfile", () => {
  it("builds every stage on the Node that package.json pins", () => {
    for (const { image } of stages) assert.equal(image, `node:${packageJson.dependencies.node}-trixie-slim`);
  });

  it("runs as nobody, writes only its data, and opens one port", () => {
    assert.deepEqual(wordsOf("USER"), ["65532:65532"]);
    assert.deepEqual(wordsOf("VOLUME"), ["/data"]);
    assert.deepEqual(wordsOf("EXPOSE"), ["1522"]);
    assert.ok(wordsOf("ENV").includes("NODE_ENV=production"));
    assert.ok(wordsOf("ENV").includes("VEDETTA_DATA=/data"));
  });

  it("starts every command without a shell", () => {
    const commands = stages
      .flatMap(({ instructions }) => instructions)
      .filter(({ keyword }) => ["RUN", "CMD", "HEALTHCHECK", "VOLUME"].includes(keyword));
    assert.ok(commands.length >= 6);
    for (const { keyword, words, isExecForm } of commands)
      assert.ok(isExecForm, `${keyword} ${words.join(" ")}`);
  });

  it("installs packages from the lock file only, without their scripts", () => {
    const installs = stages
      .flatMap(({ instructions }) => instructions)
      .filter(({ keyword, words }) => keyword === "RUN" && words[0] === "npm");
    assert.equal(installs.length, 2);
    for (const { words } of installs) {
      assert.equal(words[1], "ci");
      assert.ok(words.includes("--ignore-scripts"));
    }
  });

  it("holds no secret, and the builder is sent none", () => {
    assert.deepEqual(
      wordsOf("ENV").filter((variable) => /secret|token|password|key/i.test(variable)),
      [],
    );
    const patterns = readFileSync(path.join(project, ".dockerignore"), "utf8").split("\n");
    for (const file of [
      "data/journal.sqlite",
      ".env",
      ".git/config",
      "node_modules/x/index.js",
      "ami.secret",
    ])
      assert.ok(isIgnored(file, patterns), file);
    assert.ok(isIgnored("server/domain/calendar.test.ts", patterns));
    assert.ok(!isIgnored("server/domain/calendar.ts", patterns));
  });
});

describe("the image", () => {
  let folder: string;
  let image: Image;
  let container: Container;

  before(async () => {
    folder = mkdtempSync(path.join(os.tmpdir(), "vedetta-image-"));
    chmodSync(folder, 0o755);
    image = buildImage(stages, project, folder);
    container = createContainer(image, wordsOf("USER")[0] ?? "", { VEDETTA_PORT: String(await freePort()) });
  });

  after(() => removeImages(folder));

  it("has the page, the server and the shipped packages, and nothing else", () => {
    assert.deepEqual(readdirSync(image.workdir).toSorted(), [
      "LICENSE",
      "config",
      "dist",
      "docker",
      "node_modules",
      "package.json",
      "server",
    ]);
    assert.ok(existsSync(path.join(image.workdir, "dist/index.html")));
    assert.deepEqual(globSync(["server/**/*.test.ts", "docker/**/*.test.ts"], { cwd: image.workdir }), []);
    for (const name of Object.keys(packageJson.devDependencies))
      assert.ok(!existsSync(path.join(image.workdir, "node_modules", name)), `${name} is for development`);
    for (const name of Object.keys(packageJson.dependencies))
      assert.ok(existsSync(path.join(image.workdir, "node_modules", name)), `${name} is missing`);
  });

  it("serves as nobody from files it cannot write, tells its health, and leaves at SIGTERM", async (test) => {
    const shipped = filesOf(image.workdir);
    const server = container.start(wordsOf("CMD"));
    test.after(() => server.kill("SIGKILL"));
    const output: string[] = [];
    for (const stream of [server.stdout, server.stderr])
      stream?.setEncoding("utf8").on("data", (text: string) => output.push(text));
    const ended = once(server, "exit");
    const stillRunning = (): boolean => server.exitCode === null && server.signalCode === null;

    let health: number | null = 1;
    while (health !== 0 && stillRunning()) health = await container.exec(wordsOf("HEALTHCHECK"));
    assert.equal(health, 0, output.join(""));

    server.kill("SIGTERM");
    assert.deepEqual(await ended, [0, null], output.join(""));
    assert.equal(await container.exec(wordsOf("HEALTHCHECK")), 1);
    assert.deepEqual(filesOf(image.workdir), shipped);
    assert.ok(readdirSync(path.join(image.root, "data")).length > 0);
  });
});

function filesOf(folder: string): readonly string[] {
  return globSync("**/*", { cwd: folder }).toSorted();
}
