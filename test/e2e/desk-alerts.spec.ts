import { many } from "../support/alert-boards.ts";
import { quietDesk } from "../support/alert-desk-boards.ts";
import { alert, result, section, tell } from "./support/alerts.ts";
import { expect, test } from "./support/wall.ts";

test.use({ viewport: { width: 1_280, height: 900 } });

test("tells active alerts with reason, state, since when and rule, in words", async ({ page, server }) => {
  tell(server);
  await page.goto(`${server.url}/desk/avvisi`);
  await expect(page).toHaveTitle("1522 · Avvisi");
  await expect(page.getByRole("heading", { level: 1 })).toHaveText(/^Avvisi\s+martedì 24 novembre/);
  const rate = alert(page, /risposte in calo/).first();
  await expect(rate).toHaveAccessibleName(/Allarme\s+Chat: risposte in calo/);
  await expect(rate).toContainText(
    /Chat con risposta entro 20\ss: 61% di 41 nelle ultime 4 ore; l’obiettivo è 81%\. Che sia davvero ben sotto l’obiettivo è certo al 98%\./,
  );
  await expect(rate).toContainText(/Da quando\s+dalle 14:55 \(25\smin\)/);
  await expect(rate).toContainText(/Regola\s+risposte in calo/);
  await expect(alert(page, /poche operatrici/)).toContainText(/Presa in carico\s+Anna, alle 15:18/);
  await expect(alert(page, /ntfy: avvisi non consegnati/)).toContainText(
    /Silenzio\s+fino a 16:50, Anna: campagna in radio/,
  );
  await expect(alert(page, /Telefono: risposte in calo/)).toContainText(
    /Taciuto\s+finché non si sa nulla da centralino/,
  );
  await expect(alert(page, /troppo silenzio/)).toContainText(/Stato\s+in attesa di conferma/);
  await expect(alert(page, /troppo silenzio/).getByRole("button", { name: /^Prendi/ })).toHaveCount(0);
});

test("takes an alert on, by keyboard alone", async ({ page, server }) => {
  tell(server);
  await page.goto(`${server.url}/desk/avvisi`);
  await page.getByRole("button", { name: "Prendi in carico: Telefono: nessuno risponde" }).focus();
  await page.keyboard.press("Enter");
  await expect(page.getByLabel("Nome")).toBeFocused();
  await page.keyboard.press("Enter");
  expect(server.deeds, "a name is asked for").toEqual([]);
  await page.keyboard.type(" Giulia ");
  await page.keyboard.press("Enter");
  await expect(result(page)).toHaveText(
    "Preso in carico: Telefono: nessuno risponde. Non sarà ripetuto finché non si aggrava; un allarme, per otto ore.",
  );
  await expect(alert(page, /nessuno risponde/)).toContainText(/Presa in carico\s+Giulia, alle 15:20/);
  await expect(alert(page, /nessuno risponde/)).toBeFocused();
  expect(server.deeds).toEqual([
    {
      method: "POST",
      path: "/api/v1/alerts/acknowledge",
      body: { fingerprint: "nobody-answers/phone", by: "Giulia" },
    },
  ]);
});

test("keeps the name while the page is open, and in no storage", async ({ page, server }) => {
  tell(server);
  await page.goto(`${server.url}/desk/avvisi`);
  await page.getByRole("button", { name: "Prendi in carico: Chat: risposte in calo" }).click();
  await page.getByLabel("Nome").fill("Giulia");
  await page.keyboard.press("Enter");
  await page.getByRole("button", { name: "Silenzia: Chat: risposte in calo" }).click();
  await expect(page.getByLabel("Nome")).toHaveValue("Giulia");
  const kept = await page.evaluate(() =>
    [JSON.stringify(localStorage), JSON.stringify(sessionStorage), document.cookie, location.href].join(),
  );
  expect(kept).not.toContain("Giulia");
  await page.reload();
  await page.getByRole("button", { name: "Silenzia: Chat: risposte in calo" }).click();
  await expect(page.getByLabel("Nome")).toHaveValue("");
});

test("silences an alert or its rule, with a reason and an end, and ends it again", async ({
  page,
  server,
}) => {
  tell(server);
  await page.goto(`${server.url}/desk/avvisi`);
  await page.getByRole("button", { name: "Silenzia: Chat: risposte in calo" }).click();
  const form = page.getByRole("form", { name: "Silenzia: Chat: risposte in calo" });
  await expect(form.getByLabel("Fine").getByRole("option")).toHaveText([
    /fra 30 minuti, 15:50/,
    /fra 1 ora, 16:20/,
    /fra 2 ore, 17:20/,
    /fra 4 ore/,
    /fra 8 ore/,
    /fra 12 ore, 25 nov, 03:20/,
    /fra 24 ore, 25 nov, 15:20/,
  ]);
  await form.getByLabel("Che cosa").selectOption({ label: "la regola «risposte in calo», Chat" });
  await form.getByLabel("Nome").fill("Giulia");
  await form.getByLabel("Motivo").fill("formazione");
  await form.getByLabel("Fine").selectOption("120");
  await form.getByRole("button", { name: "Conferma" }).click();
  await expect(result(page)).toHaveText("Silenziato fino a 17:20: Chat: risposte in calo.");
  expect(server.deeds[0]).toEqual({
    method: "POST",
    path: "/api/v1/silences",
    body: { rule: "rate-falls", channel: "chat", by: "Giulia", why: "formazione", minutes: 120 },
  });
  const silences = section(page, "Silenzi");
  await expect(silences.getByRole("listitem").last()).toHaveText(
    /la regola «risposte in calo», Chat\s+fino a 17:20 \(ancora 2\sh\)\s+Giulia: formazione/,
  );
  await silences
    .getByRole("button", { name: "Togli il silenzio: la regola «risposte in calo», Chat" })
    .click();
  await expect(result(page)).toHaveText("Silenzio tolto: la regola «risposte in calo», Chat.");
  await expect(silences.getByRole("listitem")).toHaveCount(2);
});

test("silences a rule before it fires, and gives it up on Cancel", async ({ page, server }) => {
  tell(server, quietDesk());
  await page.goto(`${server.url}/desk/avvisi`);
  await expect(section(page, "Avvisi attivi")).toContainText("Nessun avviso attivo.");
  const button = page.getByRole("button", { name: "Silenzia una regola" });
  await button.click();
  await page.getByRole("button", { name: "Annulla" }).click();
  await expect(button).toBeFocused();
  await button.click();
  await page.getByLabel("Che cosa").selectOption({ label: "la regola «afflusso insolito», Telefono" });
  await page.getByLabel("Nome").fill("Giulia");
  await page.getByLabel("Motivo").fill("campagna");
  await page.getByRole("button", { name: "Conferma" }).click();
  await expect(section(page, "Silenzi").getByRole("listitem")).toHaveCount(1);
  expect(server.deeds.map(({ body }) => body)).toEqual([
    { rule: "surge", channel: "phone", by: "Giulia", why: "campagna", minutes: 60 },
  ]);
});

test("tells how messages to each receiver stand, and sends one again", async ({ page, server }) => {
  tell(server);
  await page.goto(`${server.url}/desk/avvisi`);
  const ntfy = page.getByRole("article", { name: /^ntfy/ });
  await expect(ntfy).toContainText("1 messaggio in attesa dalle 15:14.");
  const rows = ntfy.getByRole("row");
  await expect(rows.nth(1)).toHaveText(
    /15:14\s*avviso\s*Chat: risposte in calo\s*in attesa, riprova alle 15:22\s*4\s*nessuna risposta in tempo/,
  );
  await expect(rows.nth(2)).toHaveText(
    /si aggrava\s*Telefono: poche operatrici e centralino[^\n]*\s*non consegnato, rinunciato alle 12:00.*ha risposto 403/s,
  );
  await rows.nth(2).getByRole("button", { name: "Rimanda: si aggrava 12:00" }).click();
  await expect(result(page)).toHaveText("Rimesso in coda per ntfy.");
  await expect(rows.nth(2)).toContainText("in attesa");
  expect(server.deeds.map(({ path, body }) => [path, body])).toEqual([
    ["/api/v1/deliveries/ntfy/m-7/resend", {}],
  ]);
  const mail = page.getByRole("article", { name: /^mail/ });
  await expect(mail.getByRole("row")).toHaveCount(9);
  await mail.getByRole("button", { name: "Mostra tutti (12)" }).click();
  await expect(mail.getByRole("row")).toHaveCount(13);
  await expect(page.getByRole("article", { name: /^old-team/ })).toContainText(
    "Non gli si manda più nulla dal 22 nov, 15:20: ha risposto di non esistere più (410).",
  );
  const removed = page.getByRole("article", { name: /^pager/ });
  await expect(removed).toHaveAccessibleName("pager non è più configurato");
  await expect(removed.getByRole("row").nth(1)).toContainText("il destinatario non c’è più");
  await expect(removed.getByRole("button")).toHaveCount(0);
});

test("sends a test and says what became of it", async ({ page, server }) => {
  const desk = tell(server);
  desk.tests = { ntfy: { receiver: "ntfy", delivered: false, error: "certificate" } };
  await page.goto(`${server.url}/desk/avvisi`);
  await page.getByRole("button", { name: "Manda una prova a mail" }).click();
  await expect(result(page)).toHaveText("Prova consegnata a mail.");
  await page.getByRole("button", { name: "Manda una prova a ntfy" }).click();
  await expect(result(page)).toHaveText("La prova a ntfy non è arrivata: certificato non valido.");
});

for (const { slug, says } of [
  { slug: "forbidden", says: /^Da qui non è permesso: per ora si fa alla macchina stessa/ },
  { slug: "not-found", says: /^Non c’è più/ },
  { slug: "journal-unavailable", says: /non può scrivere: nulla è cambiato/ },
  { slug: "pipelined", says: /^Il server ha rifiutato \(400\)/ },
] as const)
  test(`says why it was not done: ${slug}`, async ({ page, server }) => {
    tell(server).refusesWith = slug;
    await page.goto(`${server.url}/desk/avvisi`);
    await page.getByRole("button", { name: "Prendi in carico: Telefono: nessuno risponde" }).click();
    await page.getByLabel("Nome").fill("Giulia");
    await page.keyboard.press("Enter");
    await expect(result(page)).toHaveText(says);
    await expect(page.getByLabel("Nome"), "nothing that was typed in is lost").toHaveValue("Giulia");
  });

test("says so when the server cannot be reached or lets nobody read", async ({ page, server }) => {
  const desk = tell(server);
  desk.keepsWith = "unauthorized";
  await page.goto(`${server.url}/desk/avvisi`);
  await expect(page.getByText("Gli avvisi non possono essere letti.")).toBeVisible();
  await expect(page.getByText(/chiede un’autorizzazione/)).toBeVisible();
  delete desk.keepsWith;
  await page.getByRole("button", { name: "Riprova" }).click();
  await expect(alert(page, /nessuno risponde/)).toBeVisible();
  await page.getByRole("button", { name: "Prendi in carico: Telefono: nessuno risponde" }).click();
  await page.getByLabel("Nome").fill("Giulia");
  server.behaviour = "refusing";
  await page.keyboard.press("Enter");
  await expect(result(page)).toHaveText("Il server ha rifiutato (503): nulla è cambiato.");
});

test("follows the board: what has changed elsewhere is fetched at once", async ({ page, server }) => {
  const desk = tell(server);
  await page.goto(`${server.url}/desk/avvisi`);
  await expect(page.getByRole("article", { name: /nessuno risponde/ })).toBeVisible();
  desk.alerts = { ...desk.alerts, active: desk.alerts.active.slice(1) };
  server.send({ ...many, revision: 2, alerts: many.alerts.slice(1) });
  await expect(page.getByRole("article", { name: /nessuno risponde/ })).toHaveCount(0);
  await expect(page.getByText(/^Chat: risposte entro 20\ss al 61%/)).toBeVisible();
});

test("lists what was resolved", async ({ page, server }) => {
  tell(server);
  await page.goto(`${server.url}/desk/avvisi`);
  const rows = page.getByRole("table", { name: "Avvisi conclusi" }).getByRole("row");
  await expect(rows).toHaveCount(4);
  await expect(rows.nth(1)).toHaveText(
    /Chat con risposta entro 20\ss: 61%.*Allarme\s*12:20\s*13:55\s*1\sh 35\smin/s,
  );
  await expect(rows.nth(3)).toHaveText(
    /Nessuna notizia da centralino.*21 nov, 15:20\s*21 nov, 15:32\s*12\smin/s,
  );
});

test("is found from the desk's other pages, in the language of the address", async ({ page, server }) => {
  tell(server);
  await page.goto(`${server.url}/desk/oggi?lang=en`);
  await page.getByRole("link", { name: "Alerts" }).click();
  await expect(page).toHaveURL(/\/desk\/avvisi\?lang=en$/);
  await expect(alert(page, /Phone: nobody answers/)).toContainText("4 calls lost in a row");
  await expect(page.getByRole("navigation", { name: "Pages" }).getByText("Alerts")).toHaveAttribute(
    "aria-current",
    "page",
  );
  await page.getByRole("button", { name: "Silence: Phone: nobody answers" }).click();
  await expect(page.getByLabel("Reason")).toBeVisible();
  await page.getByRole("link", { name: "Today" }).click();
  await expect(page).toHaveURL(/\/desk\/oggi\?lang=en$/);
});
