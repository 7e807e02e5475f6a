import assert from "node:assert/strict";
import { after, describe, it } from "node:test";

import { hours, minutes } from "#domain/time.ts";

import { cookieOf } from "../../../test/support/access-house.ts";
import { askFrom } from "../../../test/support/ask-from.ts";
import { freePort } from "../../../scripts/free-port.ts";
import {
  assertRefused,
  assertUnknown,
  begin,
  codeFor,
  comeBack,
  openOidcHouse,
} from "../../../test/support/oidc/oidc-house.ts";
import { startProvider } from "../../../test/support/oidc/real-provider.ts";

describe("a real provider", async () => {
  const port = await freePort();
  const provider = await startProvider(`http://127.0.0.1:${port}/login/oidc/callback`);
  const house = await openOidcHouse(provider.issuer, port);
  after(async () => {
    await house.close();
    await provider.close();
  });

  it("lets somebody in who is in a group that has a role", async () => {
    const { address, cookie } = await begin(house);
    assert.equal(address.searchParams.get("code_challenge_method"), "S256");
    const answer = Object.fromEntries(await codeFor("subject-of-anna", address, port));
    const response = await comeBack(house, answer, cookie);
    assert.equal(response.status, 200);
    assert.match(await response.text(), /<meta http-equiv="refresh" content="0; url=\/desk\/avvisi">/);
    const session = cookieOf(response, "vedetta");
    const told: unknown = await (await house.ask("/api/v1/session", { cookie: session })).json();
    const ends = { inMs: hours(1), canGoOn: true };
    assert.deepEqual(told, { role: "supervisor", name: "Anna Bianchi", canLogOut: true, ends });
    assert.deepEqual(house.audit.list(1)[0]?.actor, "oidc:subject-of-anna");
  });

  it("lets nobody in by a code that was used, in the same browser or in a login of another", async () => {
    const first = await begin(house);
    const answer = Object.fromEntries(await codeFor("subject-of-anna", first.address, port));
    assert.equal((await comeBack(house, answer, first.cookie)).status, 200);
    assertUnknown(await comeBack(house, answer, first.cookie));
    const second = await begin(house);
    const state = second.address.searchParams.get("state") ?? "";
    assertRefused(house, await comeBack(house, { ...answer, state }, second.cookie));
  });

  it("lets nobody in whose groups have no role", async () => {
    const { address, cookie } = await begin(house);
    const answer = Object.fromEntries(await codeFor("subject-of-zoe", address, port));
    const response = await comeBack(house, answer, cookie);
    assert.match(await response.clone().text(), /none of your groups has a role/);
    assertRefused(house, response, 403);
    assert.equal(house.audit.list(1)[0]?.actor, "oidc:subject-of-zoe");
  });

  it("is not put out by others who begin, and who never began is neither counted up nor written down", async () => {
    const { address, cookie } = await begin(house);
    const answer = Object.fromEntries(await codeFor("subject-of-anna", address, port));
    const rows = house.audit.list(1)[0]?.seq;
    const statuses = new Set<number>();
    for (let round = 0; round < 20; round += 1) {
      const beginnings = Array.from({ length: 55 }, () => askFrom("127.0.0.2", `${house.url}/login/oidc`));
      for (const { status } of await Promise.all(beginnings)) statuses.add(status);
      const returns = Array.from({ length: 5 }, () =>
        askFrom("127.0.0.3", `${house.url}/login/oidc/callback?code=x&state=y`),
      );
      for (const { status } of await Promise.all(returns)) statuses.add(status);
    }
    assert.deepEqual(
      [...statuses].toSorted((a, b) => a - b),
      [303, 401, 429],
    );
    assert.equal(house.audit.list(1)[0]?.seq, rows);
    assert.equal((await comeBack(house, answer, cookie)).status, 200);
  });

  it("asks for a state of this browser, within ten minutes", async () => {
    const { address, cookie } = await begin(house);
    const answer = Object.fromEntries(await codeFor("subject-of-anna", address, port));
    assertUnknown(await comeBack(house, answer, ""));
    assertRefused(house, await comeBack(house, { ...answer, state: "another" }, cookie));
    const late = await begin(house);
    const lateAnswer = Object.fromEntries(await codeFor("subject-of-anna", late.address, port));
    house.clock.advance(minutes(10));
    assertUnknown(await comeBack(house, lateAnswer, late.cookie));
  });
});
