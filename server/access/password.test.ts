import assert from "node:assert/strict";
import { it } from "node:test";

import { isPassword, passwordFault, passwordHash } from "./password.ts";

it("a password that may be chosen is one by which somebody comes in, of whatever letters", async () => {
  const password = "🌼🐟🚲🎈🧭".repeat(40);
  assert.equal(passwordFault(password, []), null);
  assert.equal(await isPassword(password, await passwordHash(password)), true);
});

it("what is too long to be chosen is no password, even one that was stored", async () => {
  const password = "abcdefghij".repeat(26);
  assert.equal(passwordFault(password, []), "too-long");
  assert.equal(await isPassword(password, await passwordHash(password)), false);
});
