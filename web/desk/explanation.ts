/** What a figure says of itself, in words: from the same reading that programs get. */
import type { FigureReading } from "#wire/figures.ts";
import type { House } from "#wire/house.ts";

import { formatWait } from "../format/duration.ts";
import { DASH } from "../format/formats.ts";
import { sourceLabel } from "../view/alert-words.ts";
import type { Explanation } from "./desk-figure.ts";
import type { DeskSpeech } from "./desk-speech.ts";

/** Ratios to something that may be more than a whole. */
const TIMES: ReadonlySet<FigureReading["figure"]> = new Set(["ratio-to-usual", "surge-lower-bound"]);

export function explanationOf(
  reading: FigureReading,
  { house, asOfMs }: { readonly house: House; readonly asOfMs: number },
  speech: DeskSpeech,
): Explanation {
  const { words, page } = speech;
  const { explained } = words;
  const { channel } = reading;
  return {
    value: valueText(reading, speech),
    facts: [
      { term: explained.formula, text: reading.formula[page.locale] },
      { term: explained.window, text: windowText(reading, speech) },
      { term: words.filter.channel, text: channel === "together" ? words.together : page.words[channel] },
      ...partText(reading, house, speech),
      { term: explained.restsOn, text: contactsText(reading, speech) },
      { term: explained.sources, text: sourcesText(reading, house, speech) },
      { term: explained.readAt, text: page.formats.clockSeconds(asOfMs) },
    ],
  };
}

function valueText(
  { figure, value, unit }: FigureReading,
  { words, decimal, times, share }: DeskSpeech,
): string {
  if (value === null) return DASH;
  switch (unit) {
    case "count":
      return decimal(value);
    case "ratio":
      return TIMES.has(figure) ? words.timesValue(times(value)) : share(value);
    case "ms":
      return formatWait(value);
  }
}

/** Two figures of the day look at another stretch than the day. */
function windowText({ figure, window }: FigureReading, { words: { explained } }: DeskSpeech): string {
  if (figure === "operators-needed") return explained.comingHour;
  return figure === "surge-lower-bound" ? explained.surgeWindows : explained.windows[window];
}

function partText(
  { language, entry, channel }: FigureReading,
  house: House,
  { words, page, languageName }: DeskSpeech,
): Explanation["facts"] {
  const { explained } = words;
  if (language !== undefined) return [{ term: explained.only, text: languageName(language) }];
  if (entry === undefined) return [];
  const configured = house.channels.find((one) => one.channel === channel)?.entries ?? [];
  const label = configured.find((one) => one.entry === entry)?.label;
  return [{ term: explained.only, text: label?.[page.locale] ?? entry }];
}

export function contactsText({ n }: Pick<FigureReading, "n">, { words, count }: DeskSpeech): string {
  const { explained } = words;
  if (n === null) return explained.operatorsOnly;
  return n === 1 ? explained.contactOne : explained.contacts(count(n));
}

export function sourcesText(
  { sources }: Pick<FigureReading, "sources">,
  house: House,
  { words, page, count }: DeskSpeech,
): string {
  const { explained } = words;
  if (sources.length === 0) return page.words.notConnected;
  return page.formats.list(
    sources.map(({ source, ageMs }) => {
      const name = sourceLabel(source, house, page.locale);
      return ageMs === null
        ? explained.neverHeard(name)
        : explained.heard(name, words.seconds(count(Math.floor(ageMs / 1_000))));
    }),
  );
}
