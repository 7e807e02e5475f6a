/** Starts commands in an image built by `image.ts` the way a container would: as nobody, on files it cannot write. */
import { type ChildProcess, spawn, spawnSync } from "node:child_process";
import { copyFileSync, rmSync } from "node:fs";
import path from "node:path";

import type { Image } from "./image.ts";

export interface Container {
  /** Starts an exec form; its `node` is this Node, copied to where everyone may read it. */
  start(words: readonly string[]): ChildProcess;
  /** Runs an exec form to its end and returns its exit code. */
  exec(words: readonly string[]): Promise<number | null>;
}

/** `user` is a numeric `uid:gid`. It is taken only by root; anyone else gets the files' write permission taken away. */
export function createContainer(
  image: Image,
  user: string,
  environment: Readonly<Record<string, string>>,
): Container {
  const node = path.join(image.root, "node");
  copyFileSync(process.execPath, node);
  const isRoot = process.getuid?.() === 0;
  const [uid = Number.NaN, gid = Number.NaN] = user.split(":").map(Number);
  // Root's files are closed to `user` by their owner; they are made readable as a checkout under umask 022 is.
  changeMode(isRoot ? "go+rX" : "a-w", image.workdir);
  const start = (words: readonly string[]): ChildProcess =>
    spawn(words[0] === "node" ? node : (words[0] ?? ""), words.slice(1), {
      cwd: image.workdir,
      env: { ...image.environment, ...environment },
      stdio: ["ignore", "pipe", "pipe"],
      ...(isRoot ? { uid, gid } : {}),
    });
  return {
    start,
    exec: async (words) =>
      new Promise((resolve, reject) => {
        const child = start(words);
        child.once("error", reject);
        child.once("close", resolve);
        child.stdout?.resume();
        child.stderr?.resume();
      }),
  };
}

/** Clears away a folder in which images were built, with files that nobody may write. */
export function removeImages(folder: string): void {
  changeMode("u+w", folder);
  rmSync(folder, { recursive: true });
}

function changeMode(mode: string, folder: string): void {
  const { status, stderr } = spawnSync("chmod", ["-R", mode, folder], { encoding: "utf8" });
  if (status !== 0) throw new Error(stderr);
}
