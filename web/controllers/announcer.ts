import type { Mood, Sentence } from "../view/mood.ts";

/**
 * What is read out to those who cannot see the page: the sentence as it was when its level
 * last changed. Numbers within a level change all the time, and nobody wants to hear each.
 */
export class Announcer {
  text = "";
  #mood: Mood | null = null;

  tell({ text, mood }: Sentence): void {
    if (mood === this.#mood) return;
    this.#mood = mood;
    this.text = text;
  }
}
