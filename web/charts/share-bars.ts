import { html, svg } from "lit";

import type { BarsView } from "../report/document.ts";

/** Horizontal bars of parts of a whole; the track is the whole. For the eye: a table has the same in digits. */
export function shareBars({ title, bars }: BarsView) {
  return html`<figure>
    <figcaption>${title}</figcaption>
    <div class="bars" aria-hidden="true">
      ${bars.map(
        ({ label, value, ratio }) =>
          html`<div>
            <span>${label}</span>
            <span class="bar"><svg>${track}${bar(ratio)}</svg><b>${value}</b></span>
          </div>`,
      )}
    </div>
  </figure>`;
}

const track = svg`<rect class="track" width="100%" height="100%"></rect>`;

// Geometry by SVG attributes: a style attribute would be refused by the content security policy.
const bar = (ratio: number) =>
  svg`<rect width=${`${(Math.min(1, ratio) * 100).toFixed(2)}%`} height="100%"></rect>`;
