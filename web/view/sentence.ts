/**
 * The sentence at the top: how things stand and why, the gravest fact first. It
 * changes only when a fact changes, never with the ticking seconds, because it is
 * read out to those who cannot see it.
 */
import type { House } from "#wire/house.ts";

import { labelIn } from "../i18n/catalogue.ts";
import type { HeadlineFigure } from "./headline-figures.ts";
import type { Present } from "./present.ts";
import type { Speech } from "./speech.ts";

/** `usual`: nobody must act. `old`: the page cannot tell. `attention`: somebody should look. */
export type Mood = "usual" | "old" | "attention";

export interface Sentence {
  readonly text: string;
  readonly mood: Mood;
}

export function sentenceOf(
  present: Present,
  house: House,
  figures: readonly HeadlineFigure[],
  speech: Speech,
): Sentence {
  const { words, formats } = speech;
  const { link } = present;
  if (link.level === "unheard") return { text: words.connecting, mood: "old" };
  if (link.level !== "live") return { text: words.linkLost(formats.clockSeconds(link.sinceMs)), mood: "old" };
  return silentSources(present, house, speech) ?? missedTarget(figures, speech) ?? usual(speech);
}

const usual = ({ words }: Speech): Sentence => ({ text: words.allUsual, mood: "usual" });

function silentSources(present: Present, house: House, { words, formats, locale }: Speech): Sentence | null {
  const silent: string[] = [];
  const unheard: string[] = [];
  let sinceMs = Infinity;
  for (const { source, label } of house.sources) {
    const freshness = present.sources.get(source)?.freshness;
    if (freshness?.level === "unheard") unheard.push(labelIn(label, locale));
    if (freshness?.level === "late" || freshness?.level === "stopped") {
      silent.push(labelIn(label, locale));
      sinceMs = Math.min(sinceMs, freshness.sinceMs);
    }
  }
  if (silent.length > 0)
    return { text: words.sourcesLate(formats.list(silent), formats.clockSeconds(sinceMs)), mood: "old" };
  if (unheard.length > 0) return { text: words.sourcesUnheard(formats.list(unheard)), mood: "old" };
  return null;
}

const gap = ({ target }: HeadlineFigure): number =>
  target ? target.target - (target.ratio ?? target.target) : 0;

/** The rate that lies farthest below its target, when any lies clearly below. */
function missedTarget(figures: readonly HeadlineFigure[], { words, formats }: Speech): Sentence | null {
  const missed = figures.filter(({ target }) => target?.isBelow).sort((a, b) => gap(b) - gap(a))[0];
  if (!missed?.target) return null;
  const what = missed.label.charAt(0).toUpperCase() + missed.label.slice(1);
  const text = words.belowTarget(what, formats.percent(missed.target.ratio), missed.target.targetText);
  return { text, mood: "attention" };
}
