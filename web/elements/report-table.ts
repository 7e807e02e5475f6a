import { html, nothing } from "lit";

import type { ExplainedFigure } from "../desk/desk-figure.ts";
import type { TableRow, TableView } from "../report/document.ts";
import { askToExplain } from "./ask-to-explain.ts";

const HEAT_LEVELS = 6;
/** From here on a table is one of weekdays: columns of one width. */
const MANY_COLUMNS = 8;

/** The name of a table, or a sentence of totals, which opens the explanation of its numbers where there is one. */
export const captionTemplate = (caption: string, explained: ExplainedFigure | null) =>
  explained === null
    ? html`<span>${caption}</span>`
    : html`<button aria-haspopup="dialog" @click=${(event: Event) => askToExplain(event, explained)}>
        ${caption}
      </button>`;

/** A table with its caption and source. `id` names it in the page; a wide one scrolls in a region of its own. */
export function reportTableTemplate(
  { caption, columns, rows, note, isWide }: TableView,
  id: string,
  explained: ExplainedFigure | null = null,
) {
  const isHot = rows.some(({ heat }) => heat !== undefined);
  const kinds = [isHot ? "hours" : "", columns.length >= MANY_COLUMNS ? "many" : ""].join(" ");
  const table = html`<table class=${kinds}>
      <caption id=${id}>
        ${captionTemplate(caption, explained)}
      </caption>
      <thead>
        <tr>
          ${columns.map((column) => html`<th scope="col">${column}</th>`)}
        </tr>
      </thead>
      <tbody>
        ${rows.map(rowTemplate)}
      </tbody>
    </table>
    ${note === "" ? nothing : html`<p class="source">${note}</p>`}`;
  return isWide
    ? html`<div class="scroll wide" role="region" aria-labelledby=${id} tabindex="0">${table}</div>`
    : html`<div class="scroll narrow">${table}</div>`;
}

function rowTemplate({ head, cells, role, heat }: TableRow) {
  return html`<tr class=${role}>
    <th scope="row">${head}</th>
    ${cells.map((cell, index) => html`<td class=${heatClass(heat?.[index])}>${cell}</td>`)}
  </tr>`;
}

const heatClass = (heat: number | undefined) =>
  heat === undefined ? nothing : `heat-${Math.ceil(heat * HEAT_LEVELS)}`;
