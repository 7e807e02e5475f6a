import { html } from "lit";

import type { AlertsSpeech } from "../alerts/alerts-speech.ts";
import { refusalText } from "../alerts/refusal-text.ts";

/** Why alerts could not be read. `problem`: its type; `null`: the server says nothing that is understood. */
export function unreadAlerts(problem: string | null, speech: AlertsSpeech, onRetry: () => void) {
  const { words } = speech;
  const why =
    problem === null
      ? words.silentServer
      : refusalText({ status: "refused", problem: problem.replace("urn:vedetta:", ""), code: 0 }, speech);
  return html`<div class="refusal told">
    <p><strong>${words.cannotLoad}</strong> ${why}</p>
    <button @click=${onRetry}>${words.tryAgain}</button>
  </div>`;
}
