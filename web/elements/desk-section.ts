import { html, nothing, type TemplateResult } from "lit";

import type { DeskFigure, FigureKey } from "../desk/desk-figure.ts";
import type { DeskSpeech } from "../desk/desk-speech.ts";
import type { Fact } from "../desk/stream-facts.ts";
import type { Freshness } from "../format/freshness.ts";
import type { TableView } from "../report/document.ts";
import { folded } from "./folded.ts";
import { figuresList } from "./figures-list.ts";
import { reportTableTemplate } from "./report-table.ts";

export interface DeskSection {
  readonly id: string;
  readonly title: string;
  readonly icon: unknown;
  readonly figures: readonly DeskFigure[];
  /** How far they may be trusted. */
  readonly state: Freshness;
  readonly facts: readonly Fact[];
  readonly chart: TemplateResult | null;
  readonly table: TableView | null;
  /** Which figure explains the table. */
  readonly tableKey: FigureKey | null;
  /** What became of the day's contacts, and last year's day. */
  readonly past: unknown;
  /** In place of it all: why nothing can be shown. */
  readonly standing: string | null;
}

/** A stream of contacts: its figures, what is behind them, and its day as a drawing and as a table. */
export function deskSection(
  { id, title, icon, figures, state, facts, chart, table, tableKey, past, standing }: DeskSection,
  speech: DeskSpeech,
) {
  return html`<section aria-labelledby=${id}>
    <h2 id=${id}>${icon} ${title}</h2>
    ${standing === null ? figuresList(figures, state, speech) : html`<p class="standing">${standing}</p>`}
    ${chart ?? nothing}
    ${
      facts.length === 0
        ? nothing
        : html`<dl class="facts">
            ${facts.map(
              ({ term, sentences }) =>
                html`<div>
                  <dt>${term}</dt>
                  ${sentences.map((sentence) => html`<dd>${sentence}</dd>`)}
                </div>`,
            )}
          </dl>`
    }
    ${
      table === null
        ? nothing
        : folded(
            table,
            reportTableTemplate(
              table,
              `${id}-hours`,
              tableKey && { key: tableKey, label: table.caption, value: "", beside: "" },
            ),
          )
    }
    ${past}
  </section>`;
}
