import assert from "node:assert/strict";
import { after, describe, it } from "node:test";

import { hours, minutes } from "#domain/time.ts";

import { cookieOf, openAccessHouse, PASSWORD } from "../../../test/support/access-house.ts";
import { askFrom } from "../../../test/support/ask-from.ts";

describe("a browser in which somebody has logged in before", async () => {
  const house = await openAccessHouse();
  after(() => house.close());
  const headers = { "Content-Type": "application/x-www-form-urlencoded" };
  const post = (name: string, password: string, code: string, cookie = "") =>
    house.ask("/login", {
      method: "POST",
      cookie,
      headers,
      body: new URLSearchParams({ name, password, code }).toString(),
    });
  const enter = (name: string, secret: Uint8Array, cookie = "") => {
    house.clock.advance(minutes(1));
    return post(name, PASSWORD, house.codeOf(secret), cookie);
  };
  /** A stranger uses up what the name has. */
  async function lockOut(name: string): Promise<void> {
    for (let count = 0; count < 20; count += 1)
      await askFrom(`127.0.0.${2 + (count % 4)}`, `${house.url}/login`, {
        method: "POST",
        headers: { ...headers, "Sec-Fetch-Site": "same-origin" },
        body: `name=${name}&password=x&code=1`,
      });
  }

  it("comes in while a stranger has used up the attempts of the name; a browser that is new waits", async () => {
    const secret = await house.account("anna");
    const first = await enter("anna", secret);
    const known = cookieOf(first, "vedetta-known");
    assert.match(
      first.headers.getSetCookie().find((line) => line.startsWith("vedetta-known")) ?? "",
      /^vedetta-known=[0-9a-z]+-[\w-]{43}; Path=\/; HttpOnly; SameSite=Strict; Max-Age=15552000$/,
    );
    await lockOut("anna");
    const strange = await enter("anna", secret);
    assert.deepEqual([strange.status, Number(strange.headers.get("retry-after")) > 600], [429, true]);
    assert.equal((await enter("anna", secret, known)).status, 303);
    const forged = known.replace(/=[0-9a-z]+-/, "=zzzzzzzz-");
    assert.equal((await enter("anna", secret, forged)).status, 429);
    house.clock.advance(minutes(15));
  });

  it("is known for that name alone, for several names together, and has its own limit", async () => {
    const secrets = { berta: await house.account("berta"), carla: await house.account("carla") };
    const one = cookieOf(await enter("berta", secrets.berta), "vedetta-known");
    const both = cookieOf(await enter("carla", secrets.carla, one), "vedetta-known");
    await lockOut("berta");
    await lockOut("carla");
    assert.equal((await enter("carla", secrets.carla, one)).status, 429);
    for (const [name, secret] of Object.entries(secrets))
      assert.equal((await enter(name, secret, both)).status, 303, name);
    for (let count = 0; count < 20; count += 1) {
      if (count % 9 === 0) house.clock.advance(minutes(1));
      assert.equal((await post("berta", "x", "1", both)).status, 401);
    }
    assert.equal((await enter("berta", secrets.berta, both)).status, 429);
    house.clock.advance(minutes(15));
  });

  it("is not known any more when the account is set up anew, or after half a year", async () => {
    const known = cookieOf(await enter("dora", await house.account("dora")), "vedetta-known");
    const secret = await house.account("dora");
    await lockOut("dora");
    assert.equal((await enter("dora", secret, known)).status, 429);
    house.clock.advance(minutes(15));
    const again = cookieOf(await enter("dora", secret), "vedetta-known");
    house.clock.advance(hours(180 * 24));
    await lockOut("dora");
    assert.equal((await enter("dora", secret, again)).status, 429);
  });
});
