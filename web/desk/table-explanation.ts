/** What a table of the past says of itself: what its numbers are, of when, and of how much of that time anything is known. */
import type { Formula } from "#wire/figures.ts";
import type { HistoryChannel, StretchSnapshot } from "#wire/history.ts";

import { DASH } from "../format/formats.ts";
import { REGION } from "../i18n/catalogue.ts";
import type { Desk } from "./desk.ts";
import type { SettledFigure } from "./desk-figure.ts";
import { contactsText, sourcesText } from "./explanation.ts";
import { totalOf } from "./history-plot.ts";

export interface TableToExplain {
  readonly caption: string;
  readonly channel: HistoryChannel["channel"];
  readonly stretches: readonly StretchSnapshot[];
  readonly formula: Formula;
  /** The instant the numbers are of. */
  readonly asOfMs: number;
}

/** The value is all that arrived. Of the stretch that still runs nobody can say yet of how many hours anything will be known. */
export function explainTable(
  { caption, channel, stretches, formula, asOfMs }: TableToExplain,
  { house, present, speech }: Pick<Desk, "house" | "present" | "speech">,
): SettledFigure {
  const { words, page, count } = speech;
  const { explained } = words;
  const begun = stretches.filter(({ fromMs }) => fromMs <= asOfMs);
  const [first, last] = [begun[0], begun.at(-1)];
  const net = totalOf(begun)?.net ?? null;
  const over = begun.filter(({ toMs }) => toMs <= asOfMs);
  const sumOf = (part: "hours" | "knownHours") => count(over.reduce((sum, one) => sum + one[part], 0));
  const times = new Intl.DateTimeFormat(REGION[page.locale], {
    timeZone: house.timeZone,
    dateStyle: "medium",
    timeStyle: "short",
  });
  const sources = house.sources
    .filter(({ channels }) => channels.includes(channel))
    .map(({ source }) => ({ source, ageMs: present.sources.get(source)?.ageMs ?? null }));
  const value = net === null ? DASH : count(net);
  return {
    value,
    label: caption,
    beside: "",
    explanation: {
      value,
      facts: [
        { term: explained.formula, text: formula[page.locale] },
        {
          term: explained.window,
          text: first && last ? times.formatRange(first.fromMs, Math.min(last.toMs, asOfMs)) : DASH,
        },
        { term: explained.restsOn, text: contactsText({ n: net ?? 0 }, speech) },
        { term: explained.knownHours, text: explained.hoursOf(sumOf("knownHours"), sumOf("hours")) },
        { term: explained.sources, text: sourcesText({ sources }, house, speech) },
        { term: explained.readAt, text: page.formats.clockSeconds(asOfMs) },
      ],
    },
  };
}
