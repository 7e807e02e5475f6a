/** People of a guarded house: an account made by the command, set up and used in a browser. */
import { spawnSync } from "node:child_process";

import { type Browser, type BrowserContext, expect, type Page } from "@playwright/test";

import { totpAt } from "../../../server/access/totp.ts";
import type { Program } from "./program.ts";

export const PASSWORD = "una frase abbastanza lunga";
const BASE32 = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";

/** The invitation code that the command prints. */
export function invite({ data }: Program, name: string, config: string): string {
  const { stdout, stderr } = spawnSync(
    process.execPath,
    ["server/commands/admin.ts", "add", name, "--config", config],
    { encoding: "utf8", env: { ...process.env, FORCE_COLOR: "0", VEDETTA_DATA: data } },
  );
  const code = /invitation code {3}(\S+)/.exec(stdout)?.[1];
  if (code === undefined) throw new Error(stderr);
  return code;
}

/** What an authenticator shows; `after`: the next code, when this one was used. */
export function codeOf(secret: string, after = 0): string {
  const bits = secret
    .replaceAll(/\s/g, "")
    .split("")
    .map((letter) => BASE32.indexOf(letter).toString(2).padStart(5, "0"))
    .join("");
  const bytes = Uint8Array.from(bits.match(/.{8}/g) ?? [], (byte) => Number.parseInt(byte, 2));
  return totpAt(bytes, Math.floor(Date.now() / 30_000) + after);
}

/** Sets an account up at `/setup`; the secret of its authenticator. */
export async function setUp(page: Page, { url }: Program, name: string, invitation: string): Promise<string> {
  await page.goto(`${url}/setup?lang=it`);
  await page.getByLabel("Nome").fill(name);
  await page.getByLabel("Codice di invito").fill(invitation.toLowerCase());
  await page.getByLabel("Nuova password").fill(PASSWORD);
  await page.getByLabel("Ripetere la password").fill(PASSWORD);
  await page.getByRole("button", { name: "Avanti" }).click();
  const secret = (await page.locator(".secret").textContent()) ?? "";
  await page.getByLabel("Codice a sei cifre").fill(codeOf(secret));
  await page.getByRole("button", { name: "Conferma" }).click();
  await expect(page.getByRole("heading", { name: "Accesso pronto" })).toBeVisible();
  return secret;
}

/** Logs in on the page that shows the login. The code before was used at the set-up, so it is the next one. */
export async function logIn(page: Page, name: string, secret: string): Promise<void> {
  await page.getByLabel("Nome").fill(name);
  await page.getByLabel("Password").fill(PASSWORD);
  await page.getByLabel("Codice a sei cifre").fill(codeOf(secret, 1));
  await page.getByRole("button", { name: "Entra" }).click();
}

/** Without scripts: pages before the login must need none. */
export const withoutScripts = (browser: Browser): Promise<BrowserContext> =>
  browser.newContext({ javaScriptEnabled: false, locale: "it-IT" });
