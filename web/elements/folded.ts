import { html } from "lit";

import type { TableView } from "../report/document.ts";

/** A long table that opens when somebody wants it, and on paper always is. */
export const folded = ({ caption }: TableView, content: unknown) =>
  html`<details>
    <summary>${caption}</summary>
    ${content}
  </details>`;
