/** A supervisor logs in and out at a real identity provider, in a real browser. */
import { readFile, writeFile } from "node:fs/promises";
import path from "node:path";

import { expect } from "@playwright/test";

import { freePort } from "../../scripts/free-port.ts";
import { CLIENT_ID, CLIENT_SECRET, startProvider } from "../support/oidc/real-provider.ts";
import { test } from "./real/program.ts";

test("a supervisor logs in by an identity provider, and out", async ({ page, run }, testInfo) => {
  const port = await freePort();
  const redirectUri = `http://127.0.0.1:${port}/login/oidc/callback`;
  const provider = await startProvider(redirectUri);
  const secretFile = testInfo.outputPath("oidc-secret");
  await writeFile(secretFile, CLIENT_SECRET);
  const config = testInfo.outputPath("house.yaml");
  const guarded = await readFile("test/e2e/real/guarded-house.yaml", "utf8");
  const oidc = {
    issuer: provider.issuer,
    clientId: CLIENT_ID,
    clientSecretFile: path.resolve(secretFile),
    redirectUri,
    scopes: ["openid", "profile", "groups"],
    groups: { supervisor: ["desk"] },
  };
  await writeFile(config, guarded.replace("access: {}", `access: ${JSON.stringify({ oidc })}`));
  const { url } = await run({ config, port });

  await page.goto(`${url}/desk/avvisi?lang=it`);
  await page.getByRole("link", { name: /^Entra con 127\.0\.0\.1/ }).click();
  await page.getByLabel("Subject").fill("subject-of-anna");
  await page.getByRole("button", { name: "Sign in" }).click();
  await expect(page).toHaveURL(`${url}/desk/avvisi?lang=it`);
  await expect(page.getByText("Anna Bianchi")).toBeVisible();
  const cookies = await page.context().cookies(url);
  expect(cookies.find(({ name }) => name === "vedetta")).toMatchObject({
    httpOnly: true,
    sameSite: "Strict",
  });
  expect(cookies.map(({ name }) => name)).not.toContain("vedetta-login");

  await page.getByRole("button", { name: "Esci" }).click();
  await expect(page.getByRole("heading", { name: "Uscita eseguita" })).toBeVisible();
  await expect(
    page.getByRole("link", { name: "Chiudi anche la sessione del servizio di identità" }),
  ).toHaveAttribute("href", new RegExp(`^${provider.issuer}/session/end\\?client_id=${CLIENT_ID}`));
  await page.goto(`${url}/desk`);
  await expect(page).toHaveURL(/\/login\?next=%2Fdesk/);
  await provider.close();
});
