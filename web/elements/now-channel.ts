import { html, nothing } from "lit";

import type { ChannelSnapshot } from "#wire/board-snapshot.ts";
import type { House } from "#wire/house.ts";

import type { DeskSpeech } from "../desk/desk-speech.ts";
import { courseFigures, momentFigures, partFigures } from "../desk/now-figures.ts";
import type { NowFilter, Part } from "../desk/now-filter.ts";
import { isShowing } from "../format/freshness.ts";
import { labelIn } from "../i18n/catalogue.ts";
import { freshnessOfChannel, type Present } from "../view/present.ts";
import { chatIcon, phoneIcon } from "./icons.ts";
import { figuresList } from "./figures-list.ts";
import { partTable } from "./part-table.ts";

export interface NowContext {
  readonly house: House;
  readonly present: Present;
  readonly filter: NowFilter;
  readonly nowMs: number;
}

/** A channel's present: who waits and who is there, how it went. */
export function nowChannel(current: ChannelSnapshot, context: NowContext, speech: DeskSpeech) {
  const { house, present, filter } = context;
  const { channel } = current;
  const { words, page } = speech;
  const configured = house.channels.find((one) => one.channel === channel);
  if (!configured) return nothing;
  const state = freshnessOfChannel(present, house, channel);
  const parts = partsOf(filter, configured.entries, speech);
  return html`<section aria-labelledby=${channel}>
    <h2 id=${channel}>${channel === "phone" ? phoneIcon : chatIcon} ${page.words[channel]}</h2>
    ${
      parts.length === 0
        ? nothing
        : html`${parts.map(
              ({ name, part }) =>
                html`<h3>${name}</h3>
                  ${figuresList(partFigures(current, part, speech), state, speech, "large")}`,
            )}
            ${parts.length > 1 ? html`<p class="note">${words.filter.bothParts}</p>` : nothing}
            <p class="note">${words.filter.wholeOnly}</p>
            <h3>${words.wholeChannel}</h3>`
    }
    ${figuresList(momentFigures(current, context, speech), state, speech, parts.length === 0 ? "large" : "plain")}
    ${figuresList(courseFigures(current, configured, speech), state, speech)}
  </section>`;
}

type Entries = House["channels"][number]["entries"];

function partsOf(
  { language, entry }: NowFilter,
  entries: Entries,
  { page, languageName }: DeskSpeech,
): readonly { readonly name: string; readonly part: Part }[] {
  const label = entries.find((one) => one.entry === entry)?.label;
  return [
    ...(language === null ? [] : [{ name: languageName(language), part: { language } }]),
    ...(entry === null ? [] : [{ name: label ? labelIn(label, page.locale) : entry, part: { entry } }]),
  ];
}

/** What can be told of the parts of a channel; nothing while its figures stand, or where one part is chosen. */
export function nowParts(
  current: ChannelSnapshot,
  { house, present, filter }: NowContext,
  speech: DeskSpeech,
) {
  const { channel, now } = current;
  const state = freshnessOfChannel(present, house, channel);
  if (!isShowing(state) || filter.language !== null || filter.entry !== null) return nothing;
  const entries = house.channels.find((one) => one.channel === channel)?.entries ?? [];
  const { words, page, languageName } = speech;
  const byLanguage = now.languages.map(({ language, desk }) => ({
    name: languageName(language),
    desk: words.desks[desk],
    figures: partFigures(current, { language }, speech),
  }));
  const byEntry = now.entries.map(({ entry }) => ({
    name: labelIn(entries.find((one) => one.entry === entry)?.label ?? { entry }, page.locale),
    desk: null,
    figures: partFigures(current, { entry }, speech),
  }));
  return html`<div>
    ${
      byLanguage.length > 1
        ? partTable(
            {
              id: `${channel}-languages`,
              caption: words.byLanguage(page.words[channel]),
              head: words.filter.language,
              rows: byLanguage,
            },
            state,
            speech,
          )
        : nothing
    }
    ${
      byEntry.length > 1
        ? partTable(
            {
              id: `${channel}-entries`,
              caption: words.byEntry(page.words[channel]),
              head: words.filter.entry,
              rows: byEntry,
            },
            state,
            speech,
          )
        : nothing
    }
  </div>`;
}
