import type { Response } from "express";

import type { Config } from "#config/schema.ts";

export type Locale = "it" | "en";

/** Text that is markup already. */
export class Markup {
  readonly text: string;
  constructor(text: string) {
    this.text = text;
  }
}

/** Markup in which every value is escaped but markup itself; a list is put together, `null` is nothing. */
export function markup(strings: TemplateStringsArray, ...values: readonly unknown[]): Markup {
  return new Markup(strings.reduce((text, part, index) => text + markupOf(values[index - 1]) + part));
}

function markupOf(value: unknown): string {
  if (value === null || value === undefined) return "";
  if (value instanceof Markup) return value.text;
  if (Array.isArray(value)) return value.map(markupOf).join("");
  return (typeof value === "string" ? value : JSON.stringify(value))
    .replaceAll("&", "&amp;")
    .replaceAll("<", "&lt;")
    .replaceAll(">", "&gt;")
    .replaceAll('"', "&quot;")
    .replaceAll("'", "&#39;");
}

/** The language that a page is asked for, where the house speaks it, else the house's first, as on the wall and the desk. */
export function localeOf({ locales }: Config["house"], wish: string | null): Locale {
  return locales.find((locale) => locale === wish) ?? locales[0] ?? "en";
}

/** A page that needs no script, never stored. The referrer stays in the house: without one a form would have no origin. */
export function sendPage(
  res: Response,
  page: {
    readonly status: number;
    readonly house: Config["house"];
    readonly locale: Locale;
    readonly title: string;
    readonly content: Markup;
    /** Where the browser goes by itself, as from a page of ours. */
    readonly goesTo?: string;
  },
): void {
  const { status, house, locale, title, content, goesTo } = page;
  const refresh =
    goesTo === undefined ? null : markup`<meta http-equiv="refresh" content="0; url=${goesTo}">`;
  res
    .status(status)
    .set({ "Cache-Control": "no-store", "Referrer-Policy": "same-origin" })
    .type("html")
    .send(
      markup`<!doctype html>
<html lang="${locale}">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta name="robots" content="noindex">
${refresh}
<title>${title} · ${house.name}</title>
<link rel="icon" href="data:,">
<link rel="stylesheet" href="/login/style.css">
<main>
<p class="house">${house.name}</p>
<h1>${title}</h1>
${content}
</main>
</html>
`.text,
    );
}

/** In the colours of the desk, light and dark. */
export const PAGE_STYLE = `:root { color-scheme: light dark; --ground: light-dark(#ffffff, #0f1b28); --ink: light-dark(#17324d, #e8eff6);
  --soft: light-dark(#4a6077, #b3c2d1); --line: light-dark(#d5dfe8, #2c4156); --shade: light-dark(#f2f6fa, #17293b);
  --accent: light-dark(#0066cc, #7db8f5); --on-accent: light-dark(#ffffff, #0f1b28); --alarm: light-dark(#b84a00, #f08a3c);
  font: 1rem/1.5 "Titillium Web", system-ui, sans-serif; color: var(--ink); background: var(--shade); }
body { margin: 0; min-block-size: 100vh; display: grid; place-content: center; }
main { box-sizing: border-box; inline-size: min(100vw, 26rem); padding: 2rem 1.75rem; background: var(--ground);
  border-block-start: 4px solid var(--accent); }
h1 { margin: 0 0 1.25rem; font-size: 1.75rem; line-height: 1.2; }
p { margin: 0 0 1rem; }
.house { margin: 0; font-weight: 600; color: var(--soft); }
.hint { margin: 0.25rem 0 0; font-size: 0.875rem; font-weight: 400; color: var(--soft); }
.fault { padding: 0.6rem 0.8rem; border-inline-start: 4px solid var(--alarm); background: var(--shade); font-weight: 600; }
label { display: block; margin: 0 0 1rem; font-weight: 600; }
input { display: block; box-sizing: border-box; inline-size: 100%; min-block-size: 2.75rem; margin-block-start: 0.25rem;
  padding: 0.35rem 0.75rem; border: 1px solid var(--soft); border-radius: 0.25rem; background: var(--ground); color: var(--ink); font: inherit; }
.code { inline-size: 10rem; font-variant-numeric: tabular-nums; letter-spacing: 0.15em; }
button, .button { display: block; box-sizing: border-box; inline-size: 100%; min-block-size: 2.75rem; padding: 0.55rem 1rem;
  border: 1px solid var(--accent); border-radius: 0.25rem; background: var(--accent); color: var(--on-accent); font: inherit;
  font-weight: 600; text-align: center; text-decoration: none; cursor: pointer; }
.other { margin-block-start: 1rem; padding-block-start: 1.25rem; border-block-start: 1px solid var(--line); }
.other .button { background: none; color: var(--accent); }
code { overflow-wrap: anywhere; font: 600 0.95em ui-monospace, monospace; }
form + .hint, .other + .hint { margin-block-start: 1.25rem; }
.qr { display: block; inline-size: 13rem; margin: 0 auto 1rem; background: #ffffff; }
.secret { display: block; overflow-wrap: anywhere; font: 600 1rem/1.6 ui-monospace, monospace; letter-spacing: 0.05em; }
:focus-visible { outline: 3px solid var(--accent); outline-offset: 2px; }
`;
