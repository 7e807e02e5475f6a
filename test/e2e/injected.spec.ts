/** Markup in every text that a house or its people may write is text on every page, and runs nowhere. */
import { readFile, writeFile } from "node:fs/promises";

import { expect, type Page } from "@playwright/test";

import { test } from "./real/program.ts";

const HOUSE = "<img src=x onerror=alert(1)>";
const LABEL = "<b>in</b><script>alert(2)</script>";
const WHY = '"><svg onload=alert(3)> {{7*7}} ${7*7}';
const WHO = "<a href=javascript:alert(4)>Anna</a>";

async function watch(page: Page): Promise<string[]> {
  const events: string[] = [];
  page.on("dialog", (dialog) => {
    events.push(`dialog ${dialog.message()}`);
    void dialog.dismiss();
  });
  await page.exposeFunction("tellViolation", (text: string) => events.push(text));
  await page.addInitScript(() => {
    document.addEventListener("securitypolicyviolation", ({ violatedDirective, blockedURI }) => {
      void Reflect.get(globalThis, "tellViolation")(`${violatedDirective} ${blockedURI}`);
    });
  });
  return events;
}

test("names and labels of a house and what people type are text, and break no policy", async ({
  page,
  run,
}, testInfo) => {
  const events = await watch(page);
  const example = await readFile("config/vedetta.example.yaml", "utf8");
  const config = testInfo.outputPath("house.yaml");
  await writeFile(
    config,
    example
      .replace('name: "1522"', `name: ${JSON.stringify(HOUSE)}`)
      .replaceAll("it: telefono", `it: ${JSON.stringify(LABEL)}`)
      .replaceAll("it: simulazione", `it: ${JSON.stringify(LABEL)}`)
      .replaceAll("it: sito", `it: ${JSON.stringify(LABEL)}`),
  );
  const { url } = await run({ config, words: ["--from", "2025-11-25T10:42", "--speed", "60"] });

  await page.goto(`${url}/wall?lang=it`);
  await expect(page.locator("ve-wall-header")).toContainText(HOUSE);
  await expect(page.locator("ve-wall-footer")).toContainText(LABEL);
  await page.goto(`${url}/desk/avvisi?lang=it`);
  await page.getByRole("button", { name: "Silenzia una regola" }).click();
  await page.getByLabel("Nome").fill(WHO);
  await page.getByLabel("Motivo").fill(WHY);
  await page.getByRole("button", { name: "Conferma" }).click();
  await expect(page.getByRole("region", { name: "Silenzi" })).toContainText(`${WHO}: ${WHY}`);
  for (const place of ["/desk", "/desk/oggi", "/report", "/desk/schermi"]) {
    await page.goto(`${url}${place}?lang=it`);
    await expect(page.locator("ve-desk")).toContainText(HOUSE);
  }
  expect(events).toEqual([]);
});
