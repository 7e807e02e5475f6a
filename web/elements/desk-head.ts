import { html, nothing } from "lit";

import type { SessionSnapshot } from "#wire/access.ts";

import type { Desk } from "../desk/desk.ts";
import type { DeskSpeech } from "../desk/desk-speech.ts";
import { type Place, PLACES } from "../desk/places.ts";
import { loudAlarms } from "../desk/sound-rule.ts";
import { accountTools } from "./account-tools.ts";
import { informationIcon } from "./icons.ts";
import { languageLinks } from "./language-links.ts";
import "./ve-sound.ts";

interface DeskHead {
  readonly place: Place | null;
  readonly desk: Desk | null;
  /** `null` until it is known. */
  readonly session: SessionSnapshot | null;
  /** Opens an address without loading the page anew. */
  readonly onOpen: (address: string) => void;
}

/** Whose desk it is, the ways to its places, and whether what it shows is invented. */
export function deskHead({ place, desk, session, onOpen }: DeskHead, speech: DeskSpeech) {
  const { words, page } = speech;
  if (!desk) return nothing;
  const { house, languageWish } = desk;
  const query = languageWish === null ? "" : `?lang=${encodeURIComponent(languageWish)}`;
  const open = (event: MouseEvent, address: string): void => {
    if (event.button !== 0 || event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return;
    event.preventDefault();
    onOpen(address);
  };
  return html`<div class="bar">
      <p class="house">${house.name}</p>
      <nav class="places screen" aria-label=${words.places}>
        <ul role="list">
          ${PLACES.map(
            ({ id, path }) =>
              html`<li>
                <a
                  href="${path}${query}"
                  aria-current=${place?.id === id ? "page" : nothing}
                  @click=${(event: MouseEvent) => open(event, `${path}${query}`)}
                  >${words.placeNames[id]}</a
                >
              </li>`,
          )}
        </ul>
      </nav>
      <div class="tools screen">
        <ve-sound .alarms=${alarmsOf(desk)} clock=${clockOf(desk)} .speech=${speech}></ve-sound>
        ${languageLinks(house.locales, page.locale, words.language)} ${accountTools(session, speech)}
      </div>
    </div>
    ${
      house.simulated
        ? html`<p class="simulated">
            ${informationIcon} ${page.words.simulation} · ${page.words.simulationMeans}
          </p>`
        : nothing
    }`;
}

/** Not known while the link is silent: they may be over. */
const alarmsOf = ({ present, received: { snapshot } }: Desk): readonly string[] | null =>
  snapshot && present.link.level === "live" ? loudAlarms(snapshot.alerts) : null;

const clockOf = ({ present, speech }: Desk): string =>
  present.nowMs === null ? "" : speech.page.formats.clock(present.nowMs);
