import { html, nothing } from "lit";

import type { DeskFigure } from "../desk/desk-figure.ts";
import type { DeskSpeech } from "../desk/desk-speech.ts";
import type { Freshness } from "../format/freshness.ts";
import { standingText } from "../view/standing-text.ts";
import { askToExplain } from "./ask-to-explain.ts";
import { oldIcon } from "./icons.ts";

interface PartTable {
  readonly id: string;
  readonly caption: string;
  /** Of the first column. */
  readonly head: string;
  readonly rows: readonly {
    readonly name: string;
    /** How its desk stands; `null`: it has none. */
    readonly desk: string | null;
    readonly figures: readonly DeskFigure[];
  }[];
}

/** Who waits and who is in conversation, part by part; each figure explains itself, and old ones look old. */
export function partTable(
  { id, caption, head, rows }: PartTable,
  state: Freshness,
  { words, page }: DeskSpeech,
) {
  const hasDesks = rows.some(({ desk }) => desk !== null);
  return html`<table class="parts ${state.level}">
    <caption id=${id}>
      ${caption}
      ${state.level === "late" ? html`<span class="old">${oldIcon} ${standingText(state, page)}</span>` : nothing}
    </caption>
    <thead>
      <tr>
        <th scope="col">${head}</th>
        ${hasDesks ? html`<th scope="col">${words.desk}</th>` : nothing}
        <th scope="col">${page.words.waiting}</th>
        <th scope="col">${page.words.inConversation}</th>
      </tr>
    </thead>
    <tbody>
      ${rows.map(
        ({ name, desk, figures }) =>
          html`<tr>
            <th scope="row">${name}</th>
            ${desk === null ? nothing : html`<td>${desk}</td>`}
            ${figures.map((figure) => {
              const named = { ...figure, label: words.cellName(figure.label, name) };
              return html`<td class=${figure.value === "0" ? "none" : "some"}>
                <button
                  aria-haspopup="dialog"
                  aria-label="${figure.value} ${named.label}"
                  @click=${(event: Event) => askToExplain(event, named)}
                >
                  ${figure.value}
                </button>
              </td>`;
            })}
          </tr>`,
      )}
    </tbody>
  </table>`;
}
