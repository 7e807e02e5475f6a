import { html, nothing } from "lit";

import type { House } from "#wire/house.ts";

import type { DeskSpeech } from "../desk/desk-speech.ts";
import {
  entriesOf,
  filterOfAddress,
  type FilterName,
  NO_FILTER,
  type NowFilter,
} from "../desk/now-filter.ts";
import { labelIn } from "../i18n/catalogue.ts";

interface Option {
  readonly value: string;
  readonly text: string;
}

/** Chooses what of the house is looked at; nothing where there is nothing to choose from. */
export function nowFilter(
  filter: NowFilter,
  house: House,
  { words, page, languageName }: DeskSpeech,
  onChoose: (filter: NowFilter) => void,
) {
  const options: readonly (readonly [FilterName, readonly Option[]])[] = [
    ["channel", house.channels.map(({ channel }) => ({ value: channel, text: page.words[channel] }))],
    ["language", house.languages.map((code) => ({ value: code, text: languageName(code) }))],
    [
      "entry",
      entriesOf(house, filter.channel).map(({ entry, label }) => ({
        value: entry,
        text: labelIn(label, page.locale),
      })),
    ],
  ];
  const offered = options.filter(([, choices]) => choices.length > 1);
  if (offered.length === 0) return nothing;
  const isSet = offered.some(([name]) => filter[name] !== null);
  const choose = (name: FilterName, event: Event): void => {
    if (!(event.target instanceof HTMLSelectElement)) return;
    // An entry that the channel does not have goes with the choice of the channel.
    const wanted = Object.entries({ ...filter, [name]: event.target.value }).map(([key, value]) => [
      key,
      value ?? "",
    ]);
    onChoose(filterOfAddress(new URLSearchParams(wanted), house).filter);
  };
  return html`<form
    class="filter screen"
    aria-label=${words.filter.title}
    @submit=${(event: Event) => event.preventDefault()}
  >
    ${offered.map(
      ([name, choices]) =>
        html`<label
          >${words.filter[name]}
          <select @change=${(event: Event) => choose(name, event)}>
            <option value="" .selected=${filter[name] === null}>${words.filter.all[name]}</option>
            ${choices.map(
              ({ value, text }) =>
                html`<option value=${value} .selected=${filter[name] === value}>${text}</option>`,
            )}
          </select>
        </label>`,
    )}
    ${isSet ? html`<button type="button" @click=${() => onChoose(NO_FILTER)}>${words.filter.clear}</button>` : nothing}
  </form>`;
}
