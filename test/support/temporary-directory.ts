import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";

/** A new directory that is removed after the test, also while a program that is ended with it still writes there. */
export function temporaryDirectory(test: { after(task: () => void): void }): string {
  const directory = mkdtempSync(path.join(tmpdir(), "vedetta-"));
  test.after(() => rmSync(directory, { recursive: true, force: true, maxRetries: 10 }));
  return directory;
}
