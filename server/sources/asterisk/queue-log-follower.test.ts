import assert from "node:assert/strict";
import { appendFile, mkdtemp, rename, rm, truncate, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, it } from "node:test";

import type { Logger } from "#engine/ports.ts";

import { QueueLogFollower } from "./queue-log-follower.ts";

const silent: Logger = {
  debug: () => undefined,
  info: () => undefined,
  warn: () => undefined,
  error: () => undefined,
};

describe("following queue_log", () => {
  let folder = "";
  let path = "";
  const kept = new Map<string, string>();
  let lines: string[] = [];

  const follow = (committed: () => Promise<void> = async () => undefined): QueueLogFollower =>
    new QueueLogFollower({
      path,
      bookmark: "place",
      bookmarks: {
        read: (name) => kept.get(name) ?? null,
        write: (name, value) => void kept.set(name, value),
      },
      logger: silent,
      onLine: (line) => lines.push(line),
      committed,
    });
  const taken = (): readonly string[] => lines.splice(0);

  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), "vedetta-follow-"));
    path = join(folder, "queue_log");
    kept.clear();
    lines = [];
  });
  afterEach(async () => rm(folder, { recursive: true }));

  it("takes what is there, then what is added", async () => {
    await writeFile(path, "one\ntwo\n");
    const follower = follow();
    await follower.poll();
    assert.deepEqual(taken(), ["one", "two"]);
    await appendFile(path, "three\n");
    await follower.poll();
    await follower.poll();
    assert.deepEqual(taken(), ["three"]);
    await follower.close();
  });

  it("waits for the end of a line, and for whole characters", async () => {
    const bytes = Buffer.from("Zoë\n");
    await writeFile(path, bytes.subarray(0, 3));
    const follower = follow();
    await follower.poll();
    assert.deepEqual(taken(), []);
    await appendFile(path, bytes.subarray(3));
    await follower.poll();
    assert.deepEqual(taken(), ["Zoë"]);
    await follower.close();
  });

  it("reads lines across its own pieces", async () => {
    const written = Array.from({ length: 3_000 }, (_, row) => `${row}|${"x".repeat(row % 90)}`);
    await writeFile(path, `${written.join("\n")}\n`);
    const follower = follow();
    await follower.poll();
    assert.deepEqual(taken(), written);
    await follower.close();
  });

  it("reads a rotated file to its end before the new one", async () => {
    await writeFile(path, "one\n");
    const follower = follow();
    await follower.poll();
    await appendFile(path, "two\n");
    await rename(path, `${path}.1`);
    await writeFile(path, "three\n");
    await follower.poll();
    assert.deepEqual(taken(), ["one", "two", "three"]);
    await follower.close();
  });

  it("begins again in a file that was emptied in place", async () => {
    await writeFile(path, "one\ntwo\n");
    const follower = follow();
    await follower.poll();
    await truncate(path, 0);
    await appendFile(path, "new\n");
    await follower.poll();
    assert.deepEqual(taken(), ["one", "two", "new"]);
    await follower.close();
  });

  it("goes on at its bookmark after a restart of ours, in the rotated file first", async () => {
    await writeFile(path, "one\n");
    const before = follow();
    await before.poll();
    await before.close();
    await appendFile(path, "two\n");
    await rename(path, `${path}.1`);
    await writeFile(path, "three\n");
    const after = follow();
    await after.poll();
    assert.deepEqual(taken(), ["one", "two", "three"]);
    await after.close();
  });

  it("moves its bookmark only when what it read is committed", async () => {
    await writeFile(path, "one\n");
    const before = follow(async () => new Promise(() => undefined));
    await before.poll();
    await before.close();
    assert.equal(kept.has("place"), false);
    const after = follow();
    await after.poll();
    assert.deepEqual(taken(), ["one", "one"]);
    await after.close();
  });

  it("waits for a file that is not there yet", async () => {
    const follower = follow();
    await follower.poll();
    await writeFile(path, "one\n");
    await follower.poll();
    assert.deepEqual(taken(), ["one"]);
    await follower.close();
  });

  it("passes over a line that is too long to be a row", async () => {
    await writeFile(path, `${"x".repeat(200_000)}\nrow\n`);
    const follower = follow();
    await follower.poll();
    assert.deepEqual(taken().at(-1), "row");
    await follower.close();
  });
});
