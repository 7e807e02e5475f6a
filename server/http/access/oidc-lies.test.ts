import assert from "node:assert/strict";
import { after, beforeEach, describe, it } from "node:test";

import { freePort } from "../../../scripts/free-port.ts";
import { startLyingProvider } from "../../../test/support/oidc/lying-provider.ts";
import { assertRefused, begin, comeBack, openOidcHouse } from "../../../test/support/oidc/oidc-house.ts";
import { CLIENT_ID } from "../../../test/support/oidc/real-provider.ts";

describe("a provider that lies", async () => {
  const provider = await startLyingProvider();
  const house = await openOidcHouse(provider.issuer, await freePort());
  after(async () => {
    await house.close();
    provider.close();
  });
  beforeEach(() => Object.assign(provider, { lies: {}, signsWrongly: false, issuerItClaims: null }));

  async function logIn(): Promise<Response> {
    const { address, cookie } = await begin(house);
    provider.nonce = address.searchParams.get("nonce") ?? "";
    return comeBack(house, { code: "c", state: address.searchParams.get("state") ?? "" }, cookie);
  }
  const past = Math.floor(Date.now() / 1_000) - 3_600;

  it("is believed while it tells the truth", async () => {
    assert.equal((await logIn()).status, 200);
  });

  for (const [what, lies] of [
    ["another issuer", { iss: "https://id.evil.example" }],
    ["another nonce", { nonce: "another" }],
    ["no nonce", { nonce: undefined }],
    ["another audience", { aud: "another-client" }],
    ["two audiences and no authorised party", { aud: [CLIENT_ID, "another-client"], azp: "another-client" }],
    ["an end in the past", { iat: past - 300, exp: past }],
    ["no subject", { sub: undefined }],
  ] as const)
    it(`is not believed with ${what}`, async () => {
      provider.lies = lies;
      assertRefused(house, await logIn());
    });

  it("is not believed with a signature of somebody else", async () => {
    provider.signsWrongly = true;
    assertRefused(house, await logIn());
  });

  it("is not asked when it calls itself by another name", async (t) => {
    provider.issuerItClaims = "https://id.evil.example";
    const fresh = await openOidcHouse(provider.issuer, await freePort());
    t.after(() => fresh.close());
    const response = await fresh.ask("/login/oidc");
    assert.equal(response.status, 503);
    assert.match(await response.text(), /did not confirm the login/);
  });
});
