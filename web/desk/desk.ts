import type { House } from "#wire/house.ts";

import type { Present, Received } from "../view/present.ts";
import type { DeskSpeech } from "./desk-speech.ts";

/** What the desk knows at a moment, for whichever place is open. Another object at every change. */
export interface Desk {
  readonly house: House;
  readonly received: Received;
  readonly present: Present;
  readonly speech: DeskSpeech;
  /** The address's `lang`; `null` leaves the choice to the house. */
  readonly languageWish: string | null;
  /** Grows each time the stream comes back: what was fetched once may be out of date. */
  readonly reconnections: number;
  /** Who is logged in; `null`: nobody has to be, so a name is typed where one is needed. */
  readonly person: string | null;
}
