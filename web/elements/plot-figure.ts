import { html, nothing, svg } from "lit";

import { INKS, PARTS } from "../desk/history-plot.ts";
import type { DeskSpeech } from "../desk/desk-speech.ts";
import type { PlotData } from "../format/plot-data.ts";
import { layersPicture } from "./plot-paint.ts";
import "./ve-plot.ts";

interface PlotFigure {
  readonly title: string;
  readonly note: string;
  readonly data: PlotData;
  /** What it shows, for those who cannot see it. */
  readonly spoken: string;
}

/** A plot with its title. */
export const plotFigure = ({ title, note, data, spoken }: PlotFigure, key: unknown = nothing) =>
  html`<figure class="plotted">
    <figcaption>${title} <span>${note}</span> ${key}</figcaption>
    <ve-plot .picture=${layersPicture(data)} label=${spoken}></ve-plot>
  </figure>`;

/** What the parts of a stacked column are. */
export const outcomeKey = ({ words }: DeskSpeech) =>
  html`<ul class="key" role="list">
    ${PARTS.map(
      (part) =>
        html`<li>
          <svg viewBox="0 0 10 10" aria-hidden="true">
            ${svg`<rect class="ink-${INKS[part]}" width="10" height="10" />`}
          </svg>
          ${words.parts[part]}
        </li>`,
    )}
  </ul>`;
