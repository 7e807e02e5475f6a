/**
 * Carries out the steps of the Dockerfile without a container engine: each stage gets a folder that stands for
 * its root directory, and absolute paths are taken inside it.
 *
 * Two things differ from a real build. The base image is this machine with the Node that runs the test. And
 * `npm ci` with development packages is replaced by a link to the project's own `node_modules`, which the same
 * command has made from the same lock file; the `npm ci` of the packages that are shipped runs in earnest.
 */
import { spawnSync } from "node:child_process";
import { cpSync, mkdirSync, symlinkSync } from "node:fs";
import path from "node:path";

import { buildContext } from "./build-context.ts";
import type { Instruction, Stage } from "./dockerfile.ts";

export interface Image {
  /** The folder that stands for `/`. */
  readonly root: string;
  readonly workdir: string;
  /** `ENV`, with absolute paths inside `root`. */
  readonly environment: Readonly<Record<string, string>>;
}

const UNPRIVILEGED = process.getuid?.() !== 0;

/** Builds every stage below `folder` and returns the last. Throws with the output of the step that fails. */
export function buildImage(stages: readonly Stage[], project: string, folder: string): Image {
  const built = new Map<string, Image>();
  for (const stage of stages) built.set(stage.name, buildStage(stage, built, project, folder));
  const last = built.get("");
  if (last === undefined) throw new Error("the last stage of the Dockerfile has a name");
  return last;
}

function buildStage(stage: Stage, built: ReadonlyMap<string, Image>, project: string, folder: string): Image {
  const root = path.join(folder, stage.name || "image");
  const environment: Record<string, string> = {};
  let workdir = root;
  mkdirSync(root);
  for (const instruction of stage.instructions) {
    const [first = ""] = instruction.words;
    if (instruction.keyword === "WORKDIR") {
      workdir = inside(root, first);
      mkdirSync(workdir, { recursive: true });
    } else if (instruction.keyword === "ENV") {
      const [name = "", value = ""] = first.split("=");
      environment[name] = inside(root, value);
    } else if (instruction.keyword === "COPY") copy(instruction, workdir, built, project);
    else if (instruction.keyword === "RUN") run(instruction.words, { root, workdir, environment }, project);
  }
  return { root, workdir, environment };
}

function copy(
  { words, flags }: Instruction,
  workdir: string,
  built: ReadonlyMap<string, Image>,
  project: string,
): void {
  const destination = path.join(workdir, words.at(-1) ?? "");
  const sources = words.slice(0, -1);
  const stage = flags["from"];
  if (stage === undefined) {
    const context = buildContext(project);
    for (const source of sources) context.copy(source, destination);
    return;
  }
  const from = built.get(stage);
  if (from === undefined) throw new Error(`COPY: there is no stage ${stage}`);
  for (const source of sources)
    cpSync(inside(from.root, source), destination, { recursive: true, verbatimSymlinks: true });
}

function run(words: readonly string[], image: Image, project: string): void {
  const [command = "", ...parameters] = words;
  if (command === "npm" && parameters[0] === "ci" && !parameters.includes("--omit=dev")) {
    symlinkSync(path.join(project, "node_modules"), path.join(image.workdir, "node_modules"));
    return;
  }
  const allowed = parameters.filter((word) => !(UNPRIVILEGED && /^--(owner|group)=/.test(word)));
  const result = spawnSync(
    command,
    allowed.map((word) => inside(image.root, word)),
    {
      cwd: image.workdir,
      encoding: "utf8",
      env: { ...outsideNpm(process.env), ...image.environment, npm_config_prefer_offline: "true" },
    },
  );
  if (result.status !== 0)
    throw new Error(
      `RUN ${words.join(" ")} failed:\n${result.stdout}${result.stderr}${result.error?.message ?? ""}`,
    );
}

function inside(root: string, word: string): string {
  return word.startsWith("/") ? path.join(root, word) : word;
}

/** Without what npm tells its scripts, which would make an npm below believe it runs in the project. */
function outsideNpm(env: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
  return Object.fromEntries(
    Object.entries(env).filter(
      ([name]) => !/^npm_(package|lifecycle|config_local_prefix|command)|^INIT_CWD$/.test(name),
    ),
  );
}
