import { html, svg } from "lit";

import type { Panel, PanelsView } from "../report/document.ts";

const GAP = 0.16;
const DARKEST = 5;

/** Small charts of columns, one panel each. For the eye: a table has the same in digits. */
export function columnPanels({ title, note, isShaded, panels }: PanelsView) {
  return html`<figure>
    <figcaption>${title}<span>${note}</span></figcaption>
    <div class="panels ${isShaded ? "shaded" : "hourly"}" aria-hidden="true">
      ${panels.map((panel) => panelTemplate(panel, isShaded))}
    </div>
  </figure>`;
}

function panelTemplate({ title, peak, columns, ticks }: Panel, isShaded: boolean) {
  const last = Math.max(1, columns.length - 1);
  return html`<div>
    <div class="head"><b>${title}</b><span>${peak}</span></div>
    <svg class="plot" viewBox="0 0 ${Math.max(1, columns.length)} 1" preserveAspectRatio="none">
      ${columns.map((height, index) =>
        column(index, height, isShaded ? Math.round((index / last) * DARKEST) : DARKEST),
      )}
    </svg>
    <div class="ticks">${ticks.map((tick) => html`<span>${tick}</span>`)}</div>
  </div>`;
}

const column = (index: number, height: number, shade: number) =>
  svg`<rect
    class="shade-${shade}"
    x=${index + GAP / 2}
    y=${(1 - height).toFixed(4)}
    width=${1 - GAP}
    height=${height.toFixed(4)}
  ></rect>`;
