import { html, nothing } from "lit";

import type { BoardSnapshot } from "#wire/board-snapshot.ts";
import type { House } from "#wire/house.ts";

import type { DeskSpeech } from "../desk/desk-speech.ts";
import { deskPlaces } from "./desk-places.ts";
import { informationIcon } from "./icons.ts";
import { languageLinks } from "./language-links.ts";

interface DeskHead {
  readonly house: House | null;
  readonly snapshot: BoardSnapshot | null;
  readonly languageWish: string | null;
}

/** The title: whose day, which day, of what age, and whether it is invented; and the ways to elsewhere. */
export function deskHead({ house, snapshot, languageWish }: DeskHead, speech: DeskSpeech) {
  const { words, page } = speech;
  const { formats } = page;
  if (!house) return html`<h1>${words.title}</h1>`;
  const day = snapshot ? formats.date(snapshot.asOfMs) : "";
  nameDocument(house, day, speech);
  return html`<p class="house">${house.name}</p>
    <h1>${words.title} ${day ? html`<span>${day}</span>` : nothing}</h1>
    ${
      snapshot
        ? html`<p class="meta">
            ${words.updated(formats.clock(snapshot.asOfMs))} · ${words.zone(house.timeZone)}
          </p>`
        : nothing
    }
    ${house.simulated ? html`<p class="simulated">${informationIcon} ${simulationText(speech)}</p>` : nothing}
    <div class="tools screen">
      <div class="row">
        ${deskPlaces(
          {
            today: words.today,
            alerts: words.alerts,
            report: words.report,
            label: words.places,
            languageWish,
          },
          "desk",
        )}
        <button @click=${() => print()}>${words.print}</button>
        ${languageLinks(house.locales, page.locale, { label: words.language, path: "/desk" })}
      </div>
    </div>`;
}

const simulationText = ({ page: { words } }: DeskSpeech): string =>
  `${words.simulation} · ${words.simulationMeans}`;

/** The document's title names a printed file; the page's margins on paper repeat it and whether it is invented. */
function nameDocument(house: House, day: string, speech: DeskSpeech): void {
  const title = speech.words.documentTitle(house.name, day);
  if (document.title === title) return;
  document.title = title;
  const { style } = document.documentElement;
  style.setProperty("--ve-print-head", JSON.stringify(title));
  style.setProperty("--ve-print-mark", JSON.stringify(house.simulated ? simulationText(speech) : ""));
}
