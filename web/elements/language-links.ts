import { html, nothing } from "lit";

import { isLocale, type Locale } from "../i18n/catalogue.ts";

/** The page in the other languages of the house that it speaks; nothing when there is only one. */
export function languageLinks(
  locales: readonly string[],
  current: Locale,
  { label, path }: { readonly label: string; readonly path: string },
) {
  const offered = locales.filter(isLocale);
  if (offered.length < 2) return nothing;
  return html`<nav aria-label=${label}>
    ${offered.map(
      (tag) =>
        html`<a
          href="${path}?lang=${tag}"
          lang=${tag}
          hreflang=${tag}
          aria-current=${tag === current ? "true" : nothing}
          >${new Intl.DisplayNames(tag, { type: "language" }).of(tag)}</a
        >`,
    )}
  </nav>`;
}
