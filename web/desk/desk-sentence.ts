import { headlineFigures } from "../view/headline-figures.ts";
import type { Sentence } from "../view/mood.ts";
import { sentenceOf } from "../view/sentence.ts";
import type { Desk } from "./desk.ts";

/** The wall's sentence. */
export function deskSentence({ house, present, received: { snapshot }, speech: { page } }: Desk): Sentence {
  const figures = snapshot ? headlineFigures(snapshot, house, page) : [];
  return sentenceOf(present, house, snapshot, figures, page);
}
