import { headlineFigures } from "../view/headline-figures.ts";
import type { Sentence } from "../view/mood.ts";
import { sentenceOf } from "../view/sentence.ts";
import type { Desk } from "./desk.ts";

/** The wall's sentence. Where nothing is known to be usual yet, the desk does not say that everything is. */
export function deskSentence({ house, present, received: { snapshot }, speech }: Desk): Sentence {
  const { page, words } = speech;
  const figures = snapshot ? headlineFigures(snapshot, house, page) : [];
  const sentence = sentenceOf(present, house, snapshot, figures, page);
  const isUsualKnown = snapshot?.channels.some(({ outlook }) => outlook !== null) === true;
  return sentence.mood === "usual" && !isUsualKnown ? { text: words.nothingNew, mood: "usual" } : sentence;
}
