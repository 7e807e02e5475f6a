import assert from "node:assert/strict";
import { mkdtempSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { after, it } from "node:test";

import { cookieSecretIn } from "./cookie-secret.ts";

const directory = mkdtempSync(path.join(tmpdir(), "vedetta-secret-"));
after(() => rmSync(directory, { recursive: true }));

it("is made once, for the owner alone, and is the same after a restart", () => {
  const data = path.join(directory, "data");
  const secret = cookieSecretIn(data);
  assert.equal(secret.length, 32);
  assert.deepEqual(cookieSecretIn(data), secret);
  assert.equal(statSync(path.join(data, "cookie-secret")).mode & 0o777, 0o600);
});

it("a damaged one is told, not used", () => {
  writeFileSync(path.join(directory, "cookie-secret"), "short");
  assert.throws(() => cookieSecretIn(directory), /pair the walls again/);
});
