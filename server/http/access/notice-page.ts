import type { Response } from "express";

import type { Config } from "#config/schema.ts";

/** The few sentences that people see who have not come in yet. */
export type Notice = "pair" | "not-paired" | "wrong-link" | "used-link" | "too-many";

interface Words {
  readonly title: string;
  readonly text: string;
  readonly button?: string;
}

const WORDS: Readonly<Record<"it" | "en", Readonly<Record<Notice, Words>>>> = {
  it: {
    pair: {
      title: "Abbinare questo schermo",
      text: "Lo schermo mostrerà il quadro in tempo reale. Il collegamento vale una volta sola.",
      button: "Abbina",
    },
    "not-paired": {
      title: "Schermo non abbinato",
      text: "Aprire su questo schermo il collegamento di abbinamento.",
    },
    "wrong-link": { title: "Collegamento non valido", text: "Chiedere un collegamento nuovo." },
    "used-link": {
      title: "Collegamento già usato",
      text: "Ogni collegamento vale una volta sola: chiederne uno nuovo.",
    },
    "too-many": { title: "Troppi tentativi", text: "Riprovare tra un minuto." },
  },
  en: {
    pair: {
      title: "Pair this screen",
      text: "The screen will show the live board. The link works once.",
      button: "Pair",
    },
    "not-paired": { title: "Screen not paired", text: "Open the pairing link on this screen." },
    "wrong-link": { title: "Link not valid", text: "Ask for a new link." },
    "used-link": { title: "Link already used", text: "Each link works once: ask for a new one." },
    "too-many": { title: "Too many attempts", text: "Try again in a minute." },
  },
};

/** In the colours of the wall, so that what follows is no surprise. */
export const NOTICE_STYLE = `:root { color-scheme: dark; font: 1.25rem/1.5 system-ui, sans-serif; }
body { display: grid; place-content: center; min-height: 100vh; margin: 0; padding: 1rem; box-sizing: border-box;
  background: #0b1b2b; color: #f2f6fa; }
main { max-width: 32rem; }
small { color: #b8c4d0; }
h1 { margin: 0.25em 0; font-size: 2rem; line-height: 1.2; }
button { margin-top: 1rem; padding: 0.75em 2em; border: 0; border-radius: 0.25em; font: inherit; font-weight: 600;
  background: #56b4e9; color: #0b1b2b; cursor: pointer; }
button:focus-visible { outline: 3px solid #f2f6fa; outline-offset: 3px; }
`;

/** A page without scripts, in the house's first language. Nothing of the request is in it. */
export function sendNotice(
  res: Response,
  {
    status,
    notice,
    house,
  }: { readonly status: number; readonly notice: Notice; readonly house: Config["house"] },
): void {
  const locale = house.locales[0] ?? "en";
  const { title, text, button } = WORDS[locale][notice];
  const form = button === undefined ? "" : `<form method="post"><button>${button}</button></form>`;
  res.status(status).set("Cache-Control", "no-store").type("html").send(`<!doctype html>
<html lang="${locale}">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<meta name="robots" content="noindex">
<title>${title}</title>
<link rel="stylesheet" href="/pair/style.css">
<main>
<small>${escaped(house.name)}</small>
<h1>${title}</h1>
<p>${text}</p>
${form}
</main>
</html>
`);
}

const escaped = (text: string): string =>
  text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;").replaceAll('"', "&quot;");
