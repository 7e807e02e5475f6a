import { html } from "lit";

import type { ExplainedFigure } from "../desk/desk-figure.ts";
import type { DeskSpeech } from "../desk/desk-speech.ts";
import type { Freshness } from "../format/freshness.ts";
import "./ve-desk-figure.ts";

/** Figures in a row, each with its name, its age and its explanation. */
export function figuresList(
  figures: readonly ExplainedFigure[],
  state: Freshness,
  speech: DeskSpeech,
  size: "large" | "plain" = "plain",
) {
  return html`<ul class="figures ${size}" role="list">
    ${figures.map(
      (figure) =>
        html`<li>
          <ve-desk-figure .figure=${figure} .state=${state} .speech=${speech} size=${size}></ve-desk-figure>
        </li>`,
    )}
  </ul>`;
}
