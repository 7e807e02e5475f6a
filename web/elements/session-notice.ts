import { html, nothing } from "lit";

import type { SessionKeeper } from "../controllers/session-keeper.ts";
import type { DeskSpeech } from "../desk/desk-speech.ts";
import { informationIcon } from "./icons.ts";

/** Some minutes before a session ends, and with it the sound of alarms: until when, and the way to go on where there is one. */
export function sessionNotice({ nearEnd, tell }: SessionKeeper, speech: DeskSpeech) {
  return html`<div class="notice screen" aria-live="polite">
    ${nearEnd ? notice(nearEnd, tell, speech) : nothing}
  </div>`;
}

function notice(
  { at, canGoOn }: NonNullable<SessionKeeper["nearEnd"]>,
  goOn: () => void,
  { words, page }: DeskSpeech,
) {
  const time = page.formats.clock(at);
  return html`${informationIcon}
    <p>${canGoOn ? words.session.ends(time) : words.session.endsForGood(time)}</p>
    ${canGoOn ? html`<button @click=${goOn}>${words.session.goOn}</button>` : nothing}`;
}
