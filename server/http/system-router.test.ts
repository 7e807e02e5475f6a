import assert from "node:assert/strict";
import { after, it } from "node:test";

import { aloneAndWell } from "../../test/support/empty-readers.ts";
import { openHouse } from "../../test/support/http-house.ts";
import { systemSchema } from "./system-schema.ts";

const bus = { node: "a", state: "catching-up", losses: 1, unwritten: 0 } as const;
const house = await openHouse({ system: { system: () => ({ ...aloneAndWell, bus }) } });
after(() => house.close());

it("GET /api/v1/system answers what the OpenAPI document says, and no cache keeps it", async () => {
  const response = await fetch(`${house.url}/api/v1/system`);
  assert.equal(response.headers.get("cache-control"), "no-store");
  assert.deepEqual(systemSchema.parse(await response.json()), { ...aloneAndWell, bus });
});
