import assert from "node:assert/strict";
import { it } from "node:test";

import { DEEDS } from "#access/audit-chain.ts";

import { accessEn } from "./access-en.ts";
import { accessIt } from "./access-it.ts";

it("every deed of the audit log has a name in either language", () => {
  for (const { deeds } of [accessIt, accessEn])
    assert.deepEqual(Object.keys(deeds).toSorted(), DEEDS.toSorted());
});
