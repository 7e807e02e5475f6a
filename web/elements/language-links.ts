import { html, nothing } from "lit";

import { isLocale, type Locale } from "../i18n/catalogue.ts";

/** The page that is open, in the other languages of the house that it speaks; nothing when there is only one. */
export function languageLinks(locales: readonly string[], current: Locale, label: string) {
  const offered = locales.filter(isLocale);
  if (offered.length < 2) return nothing;
  return html`<nav class="languages" aria-label=${label}>
    ${offered.map(
      (tag) =>
        html`<a
          href=${addressIn(tag)}
          lang=${tag}
          hreflang=${tag}
          aria-current=${tag === current ? "true" : nothing}
          >${new Intl.DisplayNames(tag, { type: "language" }).of(tag)}</a
        >`,
    )}
  </nav>`;
}

function addressIn(tag: Locale): string {
  const query = new URLSearchParams(location.search);
  query.set("lang", tag);
  return `${location.pathname}?${query.toString()}`;
}
