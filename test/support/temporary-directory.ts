import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import type { TestContext } from "node:test";

/** A new directory that is removed after the test. */
export function temporaryDirectory(test: TestContext): string {
  const directory = mkdtempSync(path.join(tmpdir(), "vedetta-"));
  test.after(() => rmSync(directory, { recursive: true, force: true }));
  return directory;
}
