import { expect, test } from "./real/program.ts";

test("the page of alerts and the program agree: a rule is silenced, and told of again", async ({
  page,
  run,
}) => {
  const { url } = await run({
    config: "config/vedetta.example.yaml",
    words: ["--from", "2025-11-25T10:42", "--speed", "60"],
  });
  await page.goto(`${url}/desk/avvisi`);
  await expect(page.getByText("SIMULAZIONE · Dati inventati")).toBeVisible();
  await page.getByRole("button", { name: "Silenzia una regola" }).click();
  await page.getByLabel("Che cosa").selectOption({ label: "la regola «afflusso insolito», Chat" });
  await page.getByLabel("Nome").fill("Giulia");
  await page.getByLabel("Motivo").fill("campagna");
  await page.getByLabel("Fine").selectOption("1440");
  await page.getByRole("button", { name: "Conferma" }).click();
  await expect(page.locator("ve-alerts").getByRole("status")).toHaveText(/^Silenziato fino a 26 nov, /);
  const silences = page.getByRole("region", { name: "Silenzi" });
  await expect(silences.getByRole("listitem")).toContainText(["Giulia: campagna"]);
  await page.reload();
  await silences
    .getByRole("button", { name: /^Togli il silenzio: la regola «afflusso insolito», Chat/ })
    .click();
  await expect(page.locator("ve-alerts").getByRole("status")).toHaveText(/^Silenzio tolto/);
  await expect(silences.getByRole("listitem")).toHaveCount(0);
  const alerts: unknown = await (await page.request.get(`${url}/api/v1/alerts`)).json();
  expect(alerts).toMatchObject({ silences: [] });
});
