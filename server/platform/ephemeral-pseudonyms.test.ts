import assert from "node:assert/strict";
import { it } from "node:test";

import { epochMs } from "#domain/time.ts";

import { ephemeralPseudonyms } from "./ephemeral-pseudonyms.ts";

const at = epochMs(0);

it("gives one pseudonym for one id of a source, on any day, and another one in another run", () => {
  const names = ephemeralPseudonyms();
  const first = names.contact("pbx", "1764000000.1", at);
  assert.match(first, /^[0-9a-f]{32}$/);
  assert.equal(names.contact("pbx", "1764000000.1", epochMs(99_999_999_999)), first);
  assert.notEqual(names.contact("pb", "x1764000000.1", at), first);
  assert.notEqual(ephemeralPseudonyms().contact("pbx", "1764000000.1", at), first);
});
