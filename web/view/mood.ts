/**
 * `usual`: nobody must act. `old`: the page cannot tell. `information`: worth knowing.
 * `attention`: somebody should look. `alarm`: somebody must act.
 */
export type Mood = "usual" | "old" | "information" | "attention" | "alarm";

/** What the top of the wall says. */
export interface Sentence {
  readonly text: string;
  /** The same where room is short, shorter and shorter; not given where the text is short enough. */
  readonly shorter?: readonly string[];
  readonly mood: Mood;
  /** Names the alerts that it tells whole; without those of which there is more to tell. */
  readonly alerts?: readonly string[];
}
