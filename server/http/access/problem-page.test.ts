import assert from "node:assert/strict";
import { after, describe, it } from "node:test";

import { openAccessHouse, PASSWORD } from "../../../test/support/access-house.ts";
import { askFrom } from "../../../test/support/ask-from.ts";
import { openHouse } from "../../../test/support/http-house.ts";

const BROWSER = { Accept: "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8" };
const FORM = { ...BROWSER, "Content-Type": "application/x-www-form-urlencoded" };

describe("a browser", async () => {
  const house = await openAccessHouse();
  after(() => house.close());
  const get = (path: string, cookie = "") => house.ask(path, { cookie, headers: BROWSER });

  it("is told in words that there is nothing, and a program in a problem", async () => {
    const cookie = house.sessionCookie("supervisor");
    const page = await get("/desk/xyz?lang=en", cookie);
    assert.deepEqual([page.status, page.headers.get("content-type")], [404, "text/html; charset=utf-8"]);
    assert.match(await page.text(), /<h1>There is no such page<\/h1>[^]*href="\/desk\?lang=en"/);
    const program = await house.ask("/desk/xyz", { cookie });
    assert.equal(program.headers.get("content-type"), "application/problem+json; charset=utf-8");
    const api = await get("/api/v1/nothing", cookie);
    assert.equal(api.headers.get("content-type"), "application/problem+json; charset=utf-8");
    assert.match(await (await get("/nowhere?lang=en")).text(), /<h1>Log in first<\/h1>/);
  });

  it("in a house that asks nobody too, in its own language and with its colours", async (t) => {
    const open = await openHouse();
    t.after(() => open.close());
    const page = await fetch(`${open.url}/desk/xyz`, { headers: BROWSER });
    assert.match(await page.text(), /<html lang="it">[^]*<h1>Pagina non trovata<\/h1>/);
    assert.equal((await fetch(`${open.url}/login/style.css`)).status, 200);
  });

  it("is told that nobody can log in while the file of access cannot be written, and no attempt is counted", async () => {
    const secret = await house.account("anna");
    const body = (): string =>
      new URLSearchParams({ name: "anna", password: PASSWORD, code: house.codeOf(secret) }).toString();
    const enter = () => house.ask("/login?lang=en", { method: "POST", headers: FORM, body: body() });
    house.database.run((file) => file.exec("PRAGMA query_only = 1"));
    for (let count = 0; count < 12; count += 1) {
      const refused = await enter();
      assert.deepEqual([refused.status, refused.headers.get("retry-after")], [503, "5"]);
      assert.match(await refused.text(), /<h1>Nobody can log in now<\/h1>/);
    }
    house.database.run((file) => file.exec("PRAGMA query_only = 0"));
    assert.equal((await enter()).status, 303);
  });

  it("keeps the form of the set-up when too many passwords are looked at", async () => {
    const invitation = house.accounts.invite("berta", "supervisor", house.clock.now());
    const fields = { name: "berta", invitation, password: PASSWORD, repeat: PASSWORD };
    const body = new URLSearchParams(fields).toString();
    const flood = Array.from({ length: 60 }, (_, index) =>
      askFrom(`127.0.0.${2 + (index % 10)}`, `${house.url}/login`, {
        method: "POST",
        headers: { ...FORM, "Sec-Fetch-Site": "same-origin" },
        body: `name=somebody${index}&password=una+frase+sbagliata&code=000000`,
      }),
    );
    const setUp = Array.from({ length: 30 }, () =>
      house.ask("/setup?lang=en", { method: "POST", headers: FORM, body }),
    );
    await Promise.all(flood);
    const busy = (await Promise.all(setUp)).filter(({ status }) => status === 503);
    assert.ok(busy.length > 0);
    const text = (await busy[0]?.text()) ?? "";
    assert.match(text, /try again in some seconds/);
    assert.match(text, /name="invitation"/);
  });
});

it("a set-up that is refused keeps what was typed, escaped, but no password", async (t) => {
  const house = await openAccessHouse();
  t.after(() => house.close());
  const invitation = house.accounts.invite("anna", "admin", house.clock.now());
  const begin = async (fields: Record<string, string>) => {
    const body = new URLSearchParams({ name: "anna", invitation, ...fields }).toString();
    const answer = await house.ask("/setup?lang=en", { method: "POST", headers: FORM, body });
    return { status: answer.status, text: await answer.text() };
  };
  const words = { password: "una frase abbastanza lunga", repeat: "una frase del tutto diversa" };
  const { status, text } = await begin(words);
  assert.equal(status, 400);
  assert.ok(
    text.includes('name="name" value="anna"') && text.includes(`name="invitation" value="${invitation}"`),
  );
  assert.doesNotMatch(text, /una frase/);
  const lie = await begin({ name: '"><b>', ...words });
  assert.ok(lie.text.includes('value="&quot;&gt;&lt;b&gt;"'));
});

describe("the login of a house", async () => {
  const house = await openAccessHouse();
  after(() => house.close());
  const page = async (): Promise<string> => (await house.ask("/login?lang=en")).text();

  it("without an account says what the administrator has to do, and shows no form that nobody can pass", async () => {
    assert.match(await page(), /Nobody can log in yet[^]*<code>npm run admin -- add NAME<\/code>/);
    assert.doesNotMatch(await page(), /<form/);
  });

  it("where the first was invited and has not set up the account yet leads there", async () => {
    house.accounts.invite("anna", "admin", house.clock.now());
    assert.match(await page(), /href="\/setup\?lang=en"/);
    assert.doesNotMatch(await page(), /<form|npm run admin/);
    await house.account("anna");
    assert.match(await page(), /<form method="post" action="\/login/);
  });
});
