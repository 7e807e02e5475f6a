import { html, LitElement, nothing } from "lit";
import { customElement, property } from "lit/decorators.js";

import type { BoardSnapshot, ChannelSnapshot } from "#wire/board-snapshot.ts";

import { adviceOf } from "../desk/advice.ts";
import type { Desk } from "../desk/desk.ts";
import {
  addressWith,
  channelsUnder,
  filterOfAddress,
  type FilterName,
  type NowFilter,
} from "../desk/now-filter.ts";
import type { PlaceElement } from "../desk/places.ts";
import { narrowed, reasonsOf } from "../desk/reasons.ts";
import { control } from "../styles/control.ts";
import { nowPage } from "../styles/now-page.ts";
import { placeHead } from "../styles/place-head.ts";
import { reportPage } from "../styles/report-page.ts";
import { base } from "../styles/shared.ts";
import { unseen } from "../styles/unseen.ts";
import { sourceAges } from "../view/source-ages.ts";
import { informationIcon, moodIcon, oldIcon } from "./icons.ts";
import { nameDocument } from "./name-document.ts";
import { nowChannel, nowParts } from "./now-channel.ts";
import { nowFilter } from "./now-filter-form.ts";
import { announcementView } from "../view/announcement-view.ts";
import { usualUnknownText } from "../view/sentence.ts";

/**
 * The present for whoever is in charge: the wall's figures, live and each with its
 * explanation, why things stand as they do, and what could be done. The filter is the address's.
 */
@customElement("ve-now")
export class VeNow extends LitElement implements PlaceElement {
  @property({ attribute: false }) desk!: Desk;

  static override styles = [base, unseen, control, reportPage, placeHead, nowPage];

  protected override render() {
    const { house, present, received, speech } = this.desk;
    const { snapshot } = received;
    const { words, page } = speech;
    nameDocument(words.nowTitle(house.name), house, page);
    const { filter, unknown } = filterOfAddress(new URLSearchParams(location.search), house);
    const nowMs = present.nowMs ?? snapshot?.asOfMs ?? null;
    return html`<div class="head">
        <h1>
          ${words.placeNames.now}
          ${nowMs === null ? nothing : html`<span>${page.formats.date(nowMs)}, ${page.formats.clock(nowMs)}</span>`}
        </h1>
        <ul class="ages" role="list" aria-label=${page.words.sources}>
          ${sourceAges(present, house, page).map(
            ({ text, isOld }) =>
              html`<li class=${isOld ? "old" : ""}>${isOld ? oldIcon : nothing} ${text}</li>`,
          )}
        </ul>
        ${nowFilter(filter, house, speech, (chosen) => this.#choose(chosen))}
      </div>
      ${unknown.length === 0 ? nothing : html`<p class="note">${this.#unknownText(unknown)}</p>`}
      ${snapshot && nowMs !== null ? this.#board(snapshot, filter, nowMs) : nothing}`;
  }

  #board(snapshot: BoardSnapshot, filter: NowFilter, nowMs: number) {
    const { house, present, speech } = this.desk;
    const { words, page } = speech;
    const channels = channelsUnder(filter, house);
    if (channels.length === 0) return html`<p class="standing">${words.filter.nothing}</p>`;
    const shown = snapshot.channels.filter(({ channel }) => channels.includes(channel));
    const context = { house, present, filter, nowMs };
    const announcement = announcementView(snapshot.announcement, page);
    return html`${
        announcement ? html`<p class="announcement">${informationIcon} ${announcement.text}</p>` : nothing
      }
      <div class="channels">${shown.map((current) => nowChannel(current, context, speech))}</div>
      <div class="channels">${this.#reasons(snapshot, channels)} ${this.#advice(snapshot, channels)}</div>
      <div class="channels">${shown.map((current) => nowParts(current, context, speech))}</div>`;
  }

  #reasons(snapshot: BoardSnapshot, channels: readonly ChannelSnapshot["channel"][]) {
    const { house, present, speech } = this.desk;
    const { words, page } = speech;
    const shown = narrowed({ house, snapshot }, channels);
    const reasons = reasonsOf({ present, ...shown }, speech);
    return html`<section aria-labelledby="reasons">
      <h2 id="reasons">${words.reasons}</h2>
      ${
        reasons.length === 0
          ? html`<p>${usualUnknownText(shown.house, shown.snapshot, page) ?? words.noReasons}</p>`
          : html`<ul class="told" role="list">
              ${reasons.map(({ text, mood }) => html`<li class=${mood}>${moodIcon(mood)} <span>${text}</span></li>`)}
            </ul>`
      }
    </section>`;
  }

  #advice(snapshot: BoardSnapshot, channels: readonly ChannelSnapshot["channel"][]) {
    const { house, present, speech } = this.desk;
    const { words } = speech;
    if (present.link.level !== "live") return nothing;
    const advice = adviceOf({ house, present, snapshot }, channels, speech);
    return html`<section aria-labelledby="advice">
      <h2 id="advice">${words.adviceTitle}</h2>
      ${
        advice.length === 0
          ? html`<p>${words.noAdvice}</p>`
          : html`<ul class="told" role="list">
              ${advice.map(
                ({ text, isUrgent }) =>
                  html`<li class=${isUrgent ? "attention" : ""}>
                    ${moodIcon(isUrgent ? "attention" : "usual")} <span>${text}</span>
                  </li>`,
              )}
            </ul>`
      }
    </section>`;
  }

  #unknownText(names: readonly FilterName[]): string {
    const { words, page } = this.desk.speech;
    return words.filter.unknown(page.formats.list(names.map((name) => words.filter[name].toLowerCase())));
  }

  /** Replaces the address: a filter is no step that somebody wants to go back by. */
  #choose(filter: NowFilter): void {
    history.replaceState(null, "", addressWith(filter, location));
    this.requestUpdate();
  }
}

declare global {
  interface HTMLElementTagNameMap {
    "ve-now": VeNow;
  }
}
