import { css, html, LitElement, nothing } from "lit";
import { customElement, property, state } from "lit/decorators.js";

import type { ExplainedFigure } from "../desk/desk-figure.ts";
import type { HeatView } from "../desk/history-tables.ts";
import { reportTable } from "../styles/report-table.ts";
import { base } from "../styles/shared.ts";
import { captionTemplate } from "./report-table.ts";

const HEAT_LEVELS = 6;
/** How far a key moves the place: rows and columns. */
const MOVES: Readonly<Record<string, readonly [number, number]>> = {
  ArrowDown: [1, 0],
  ArrowUp: [-1, 0],
  ArrowRight: [0, 1],
  ArrowLeft: [0, -1],
  Home: [0, -Infinity],
  End: [0, Infinity],
  PageUp: [-Infinity, 0],
  PageDown: [Infinity, 0],
};

const within = (at: number, by: number, count: number): number => Math.min(Math.max(at + by, 0), count - 1);

/**
 * A table of weekdays and hours, each cell shaded by its size with its value in digits. One stop
 * of the keyboard; arrows, Home, End, Page Up and Page Down move within, and the cell that has
 * the focus is told in a sentence below.
 *
 * @fires ve-explain - an `ExplainEvent`, which leaves the element and bubbles
 * @csspart cell - a value
 */
@customElement("ve-heat-table")
export class VeHeatTable extends LitElement {
  /** Hours down, weekdays across, in words. */
  @property({ attribute: false }) view!: HeatView;
  /** Names the table. */
  @property() caption = "";
  /** Heading of the rows' names. */
  @property() head = "";
  /** Below the table: what the numbers are; empty: nothing. */
  @property() note = "";
  /** What its name opens; `null`: nothing. */
  @property({ attribute: false }) explained: ExplainedFigure | null = null;
  @state() private place: readonly [row: number, column: number] = [0, 0];
  @state() private isInside = false;

  static override styles = [
    base,
    reportTable,
    css`
      :host {
        display: block;
      }
      td:focus-visible {
        outline: 3px solid var(--ve-accent);
        outline-offset: -2px;
      }
      td {
        cursor: default;
      }
      tbody th {
        white-space: nowrap;
      }
      .wide .hours th:first-child {
        inline-size: 4.5rem;
      }
      .spoken {
        min-block-size: 1.5em;
        margin-block-start: 0.4rem;
        font-weight: 600;
      }
      @media print {
        .spoken {
          display: none;
        }
      }
    `,
  ];

  protected override render() {
    const { columns, rows } = this.view;
    const [row, column] = this.place;
    const spoken = rows[row]?.cells[column]?.spoken;
    return html`<div class="scroll wide">
        <div class="caption" id="name">${captionTemplate(this.caption, this.explained)}</div>
        <table
          class="hours many"
          role="grid"
          aria-labelledby="name"
          aria-readonly="true"
          @keydown=${this.#onKey}
        >
          <thead>
            <tr>
              <th scope="col">${this.head}</th>
              ${columns.map((name) => html`<th scope="col">${name}</th>`)}
            </tr>
          </thead>
          <tbody>
            ${rows.map(
              ({ head, cells }, at) =>
                html`<tr>
                  <th scope="row">${head}</th>
                  ${cells.map(
                    ({ text, heat }, index) =>
                      html`<td
                        part="cell"
                        class=${heat === null ? nothing : `heat-${Math.ceil(heat * HEAT_LEVELS)}`}
                        tabindex=${at === row && index === column ? 0 : -1}
                        @focus=${() => this.#enter(at, index)}
                        @blur=${() => (this.isInside = false)}
                      >
                        ${text}
                      </td>`,
                  )}
                </tr>`,
            )}
          </tbody>
        </table>
      </div>
      <p class="spoken">${this.isInside ? spoken : nothing}</p>
      ${this.note === "" ? nothing : html`<p class="source">${this.note}</p>`}`;
  }

  #enter(row: number, column: number): void {
    this.place = [row, column];
    this.isInside = true;
  }

  readonly #onKey = async (event: KeyboardEvent): Promise<void> => {
    const move = MOVES[event.key];
    if (!move || event.ctrlKey || event.altKey || event.metaKey) return;
    event.preventDefault();
    const { rows, columns } = this.view;
    const [row, column] = this.place;
    this.place = [within(row, move[0], rows.length), within(column, move[1], columns.length)];
    await this.updateComplete;
    this.renderRoot.querySelector<HTMLElement>("td[tabindex='0']")?.focus();
  };
}

declare global {
  interface HTMLElementTagNameMap {
    "ve-heat-table": VeHeatTable;
  }
}
