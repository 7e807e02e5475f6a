import { html } from "lit";

/** What the links need: their words, and the address's wish for a language, which goes with them. */
export interface Places {
  readonly today: string;
  readonly alerts: string;
  readonly report: string;
  /** Name of the group, for those who cannot see it. */
  readonly label: string;
  readonly languageWish: string | null;
}

/** The desk's pages. `here` is the one that is open. */
export function deskPlaces(
  { today, alerts, report, label, languageWish }: Places,
  here: "desk" | "desk/avvisi" | "report",
) {
  const query = languageWish === null ? "" : `?lang=${encodeURIComponent(languageWish)}`;
  const places = [
    { path: "desk", name: today },
    { path: "desk/avvisi", name: alerts },
    { path: "report", name: report },
  ] as const;
  return html`<ul class="places screen" role="list" aria-label=${label}>
    ${places.map(({ path, name }) =>
      path === here
        ? html`<li><span aria-current="page">${name}</span></li>`
        : html`<li><a href="/${path}${query}">${name}</a></li>`,
    )}
  </ul>`;
}
