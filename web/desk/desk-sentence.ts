import type { Sentence } from "../view/mood.ts";
import { sentenceOf } from "../view/sentence.ts";
import type { Desk } from "./desk.ts";

/** The wall's sentence. */
export const deskSentence = ({ house, present, received: { snapshot }, speech: { page } }: Desk): Sentence =>
  sentenceOf(present, house, snapshot, page);
