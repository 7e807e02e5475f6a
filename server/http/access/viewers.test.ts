import assert from "node:assert/strict";
import { it } from "node:test";

import { hours, ms } from "#domain/time.ts";

import { openAccessHouse } from "../../../test/support/access-house.ts";
import { createViewers } from "./viewers.ts";

it("whom a proxy vouches for looks on for an hour, is then asked about anew, and is not sent away", async (t) => {
  const house = await openAccessHouse();
  t.after(() => house.close());
  const { clock, sessions, screens, app } = house;
  const viewers = createViewers({
    principalOf: () => ({
      kind: "person",
      person: "proxy:anna",
      name: "anna",
      role: "supervisor",
      session: null,
    }),
    addressOf: () => "192.0.2.7",
    sessions,
    screens,
    clock,
    logger: { debug: silent, info: silent, warn: silent, error: silent },
  });
  const { request, response } = app;
  const viewer = viewers.of(Object.create(request), Object.create(response));
  clock.advance(ms(hours(1) - 1));
  assert.equal(viewer.standing(), "welcome");
  clock.advance(ms(1));
  assert.equal(viewer.standing(), "to-ask");
});

const silent = (): void => undefined;
