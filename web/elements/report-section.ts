import { html, nothing, type TemplateResult } from "lit";

import { columnPanels } from "../charts/column-panels.ts";
import { shareBars } from "../charts/share-bars.ts";
import type { Block, KeyFigure, ReportSection } from "../report/document.ts";
import { reportTableTemplate } from "./report-table.ts";

/** A numbered section with its blocks in order. */
export function sectionTemplate({ number, title, blocks }: ReportSection) {
  return html`<section aria-labelledby="s-${number}">
    <h2 id="s-${number}"><span>${number}</span> ${title}</h2>
    ${blocks.map((block, index) => blockTemplate(block, `b-${number}-${index}`))}
  </section>`;
}

function blockTemplate(block: Block, id: string): TemplateResult {
  switch (block.kind) {
    case "text":
      return html`<p>${block.text}</p>`;
    case "figures":
      return figuresTemplate(block.figures);
    case "table":
      return reportTableTemplate(block.table, id);
    case "bars":
      return shareBars(block.bars);
    case "panels":
      return columnPanels(block.panels);
    case "pair":
      return html`<div class="pair">
        ${block.blocks.map((one, index) => blockTemplate(one, `${id}-${index}`))}
      </div>`;
  }
}

/** Large figures in a row, each with its name. */
export function figuresTemplate(figures: readonly KeyFigure[]) {
  return html`<ul class="figures" role="list">
    ${figures.map(
      ({ value, label, beside }) =>
        html`<li>
          <strong>${value}</strong> <span>${label}</span>
          ${beside === "" ? nothing : html`<span class="beside">${beside}</span>`}
        </li>`,
    )}
  </ul>`;
}
