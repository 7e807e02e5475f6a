/** People and screens come in, in real browsers, at the program itself. */
import { AxeBuilder } from "@axe-core/playwright";
import { expect, type Page } from "@playwright/test";

import { invite, logIn, setUp, withoutScripts } from "./real/people.ts";
import { type Program, test } from "./real/program.ts";
import { outgrown } from "./support/desk.ts";
import { keepPicture } from "./support/wall.ts";

const CONFIG = "test/e2e/real/guarded-house.yaml";
const WITHIN_5_S = { timeout: 5_000 };

// What a page asks that it may not have, the browser puts on its console.
test.use({ mayLoseServer: true });

const codeOn = async (tv: Page): Promise<string> => {
  const code = tv.locator("ve-pairing .code");
  await expect(code).toHaveText(/^\s*[B-Z]{4}-[B-Z]{4}\s*$/);
  return ((await code.textContent()) ?? "").trim();
};

/** Whatever the content security policy would have to report, on whichever page. */
async function listenForViolations(page: Page, found: string[]): Promise<void> {
  await page.exposeFunction("tellViolation", (text: string) => found.push(text));
  await page.addInitScript(() => {
    document.addEventListener("securitypolicyviolation", ({ violatedDirective, blockedURI, documentURI }) => {
      void Reflect.get(globalThis, "tellViolation")(`${documentURI}: ${violatedDirective} ${blockedURI}`);
    });
  });
}

const firstAdmin = (page: Page, program: Program): Promise<string> =>
  setUp(page, program, "anna", invite(program, "anna", CONFIG));

test("the first admin sets up an account without a script, and is led to the desk", async ({
  browser,
  run,
}) => {
  const program = await run({ config: CONFIG });
  const context = await withoutScripts(browser);
  const page = await context.newPage();
  const secret = await firstAdmin(page, program);
  await page.goto(`${program.url}/desk/schermi?lang=it`);
  await expect(page).toHaveURL(/\/login\?next=%2Fdesk%2Fschermi/);
  await logIn(page, "anna", secret);
  await expect(page).toHaveURL(`${program.url}/desk/schermi?lang=it`);
  await context.close();
});

test("a screen is paired by its code, watched, and goes dark within 5 s when it is sent away", async ({
  page,
  browser,
  run,
}) => {
  const violations: string[] = [];
  await listenForViolations(page, violations);
  const program = await run({ config: CONFIG });
  const secret = await firstAdmin(page, program);

  const television = await browser.newContext({ locale: "it-IT" });
  const tv = await television.newPage();
  await listenForViolations(tv, violations);
  await tv.goto(`${program.url}/wall`);
  const code = await codeOn(tv);
  expect((await new AxeBuilder({ page: tv }).analyze()).violations).toEqual([]);
  await expect(tv.locator("ve-pairing")).toContainText("1522");

  await page.goto(`${program.url}/desk/schermi?lang=it`);
  expect((await new AxeBuilder({ page }).analyze()).violations).toEqual([]);
  await logIn(page, "anna", secret);
  await page.getByLabel("Codice sullo schermo").fill("BBBB-CCCC");
  await page.getByRole("button", { name: "Avanti" }).click();
  await expect(page.locator("ve-screens").getByRole("status")).toHaveText(
    "Nessuno schermo mostra questo codice.",
  );
  await page.getByLabel("Codice sullo schermo").fill(code.toLowerCase());
  await page.getByRole("button", { name: "Avanti" }).click();
  await expect(page.getByText("È Chrome · Linux, da 127.0.0.1. È lo schermo che si vede?")).toBeVisible();
  await page.getByLabel("Nome dello schermo").fill("sala grande");
  await page.getByRole("button", { name: "Abbina" }).click();

  await expect(tv.locator("ve-wall")).toContainText("Telefono", { timeout: 12_000 });
  const screens = page.getByRole("region", { name: "Schermi abbinati" });
  // By itself, when the screen has come.
  await expect(screens).toContainText("sala grande");
  await page.reload();
  await expect(screens).toContainText("mostra il quadro");

  await page.getByRole("button", { name: "Scollega sala grande" }).click();
  await page.getByRole("button", { name: "Annulla" }).click();
  await expect(page.getByRole("button", { name: "Scollega sala grande" })).toBeFocused();
  await expect(screens).toContainText("mostra il quadro");
  await page.keyboard.press("Enter");
  await expect(page.getByRole("group", { name: /^Scollegare sala grande\?/ })).toBeVisible();
  expect((await new AxeBuilder({ page }).analyze()).violations).toEqual([]);
  await keepPicture(page, "access/screens", { fullPage: true });
  await page.setViewportSize({ width: 390, height: 844 });
  expect(await outgrown(page)).toBe(0);
  await keepPicture(page, "access/screens-390", { fullPage: true });
  await page.getByRole("button", { name: "Scollega", exact: true }).click();
  await expect(tv.locator("ve-wall")).toHaveCount(0, WITHIN_5_S);
  expect(await codeOn(tv)).not.toBe(code);
  await expect(screens).toContainText("Nessuno schermo è abbinato.");

  for (const place of [
    "/desk",
    "/desk/oggi",
    "/desk/andamento",
    "/desk/avvisi",
    "/report",
    "/desk/schermi",
    "/desk/sistema",
    "/wall",
  ]) {
    await page.goto(`${program.url}${place}`);
    await expect(page.locator("main, ve-wall").first()).toBeVisible();
  }
  await page.goto(`${program.url}/desk/xyz?lang=it`);
  await expect(page.getByRole("heading", { name: "Pagina non trovata" })).toBeVisible();
  // A link in a mail or a ticket: the browser sends no strict cookie along.
  await page.route("http://tickets.example/", (route) =>
    route.fulfill({
      contentType: "text/html",
      body: `<a href="${program.url}/desk/avvisi?lang=it">open</a>`,
    }),
  );
  await page.goto("http://tickets.example/");
  await page.getByRole("link").click();
  await expect(page).toHaveURL(`${program.url}/desk/avvisi?lang=it`);
  await expect(page.getByText("anna", { exact: true })).toBeVisible();
  await page.getByRole("button", { name: "Esci" }).click();
  await expect(page.getByRole("heading", { name: "Uscita eseguita" })).toBeVisible();
  await page.goto(`${program.url}/desk`);
  await expect(page).toHaveURL(/\/login/);
  expect(violations).toEqual([]);
  await television.close();
});
