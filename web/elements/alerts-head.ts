import { html, nothing } from "lit";

import type { House } from "#wire/house.ts";

import type { AlertsSpeech } from "../alerts/alerts-speech.ts";
import { deskPlaces } from "./desk-places.ts";
import { informationIcon } from "./icons.ts";
import { languageLinks } from "./language-links.ts";

interface AlertsHead {
  readonly house: House | null;
  readonly nowMs: number | null;
  readonly languageWish: string | null;
}

/** The title: whose alerts, of what age, and whether they are invented; and the ways to elsewhere. */
export function alertsHead({ house, nowMs, languageWish }: AlertsHead, speech: AlertsSpeech) {
  const { words, page } = speech;
  if (!house) return html`<h1>${words.title}</h1>`;
  document.title = words.documentTitle(house.name);
  const mark = `${page.words.simulation} · ${page.words.simulationMeans}`;
  const { style } = document.documentElement;
  style.setProperty("--ve-print-head", JSON.stringify(document.title));
  style.setProperty("--ve-print-mark", JSON.stringify(house.simulated ? mark : ""));
  const { today, title: alerts, report, places: label } = words;
  return html`<p class="house">${house.name}</p>
    <h1>${words.title} ${nowMs === null ? nothing : html`<span>${page.formats.date(nowMs)}</span>`}</h1>
    ${
      nowMs === null
        ? nothing
        : html`<p class="meta">
            ${words.updated(page.formats.clock(nowMs))} · ${words.zone(house.timeZone)}
          </p>`
    }
    ${house.simulated ? html`<p class="simulated">${informationIcon} ${mark}</p>` : nothing}
    <div class="tools screen">
      <div class="row">
        ${deskPlaces({ today, alerts, report, label, languageWish }, "desk/avvisi")}
        <button @click=${() => print()}>${words.print}</button>
        ${languageLinks(house.locales, page.locale, { label: words.language, path: "/desk/avvisi" })}
      </div>
    </div>`;
}
