import { css } from "lit";

/** Tables: figures to the right in digits of one width, lines only where they help the eye along. */
export const reportTable = css`
  .scroll {
    overflow-x: auto;
  }
  .scroll.narrow {
    justify-self: start;
    inline-size: min(100%, 36rem);
  }
  .pair .scroll.narrow {
    inline-size: 100%;
  }
  table {
    inline-size: 100%;
    border-collapse: collapse;
    font-variant-numeric: tabular-nums;
  }
  caption,
  .caption {
    padding-block-end: 0.4rem;
    text-align: start;
    font-weight: 600;
  }
  :is(caption, .caption, .explained) button {
    min-block-size: 0;
    margin: 0;
    padding: 0.15rem 0;
    border: 0;
    border-radius: 0.2rem;
    background: none;
    color: inherit;
    font: inherit;
    text-align: start;
    text-decoration: underline dotted var(--ve-ink-soft) 1px;
    text-underline-offset: 0.3em;
    cursor: pointer;
  }
  :is(caption, .caption, .explained) button:hover {
    background: var(--ve-shade);
  }
  :is(caption, .caption, .explained) button:focus-visible {
    outline: 3px solid var(--ve-accent);
    outline-offset: 1px;
  }
  @media print {
    :is(caption, .caption, .explained) button {
      padding: 0;
      text-decoration: none;
    }
  }
  :is(caption, .caption) :is(span, button) {
    display: block;
    max-inline-size: calc(100vw - 2 * clamp(1rem, 4vw, 3rem));
  }
  th,
  td {
    padding: 0.3rem 0.5rem;
    text-align: end;
    vertical-align: baseline;
    white-space: nowrap;
    font-weight: 400;
  }
  thead th {
    border-block-end: 1px solid var(--ve-ink-soft);
    color: var(--ve-ink-soft);
    font-size: var(--ve-type-small);
    white-space: normal;
    vertical-align: bottom;
  }
  th:first-child {
    padding-inline-start: 0.25rem;
    text-align: start;
  }
  tbody tr {
    border-block-end: 1px solid var(--ve-line);
  }
  tbody th {
    position: sticky;
    inset-inline-start: 0;
    background: var(--ve-ground);
    white-space: normal;
  }
  .wide table {
    table-layout: fixed;
    min-inline-size: 34rem;
  }
  .wide th:first-child {
    inline-size: 40%;
  }
  .wide .many th:first-child {
    inline-size: 7rem;
  }
  .wide .many:not(.hours) {
    min-inline-size: 52rem;
  }
  .wide .hours th:first-child {
    inline-size: 3.5rem;
  }
  summary {
    padding-block: 0.5rem;
    color: var(--ve-accent);
    font-weight: 600;
    cursor: pointer;
  }
  .lead > *,
  .sum > * {
    font-weight: 600;
  }
  .part th {
    padding-inline-start: 1.5rem;
  }
  .sum {
    border-block: 1px solid var(--ve-ink-soft);
  }
  .sum > * {
    font-weight: 700;
  }
  .hours th,
  .hours td {
    padding-block: 0.12rem;
  }
  .hours tbody tr:not(.sum) {
    border-block-end-color: transparent;
  }
  td[class] {
    border: 1px solid var(--ve-ground);
    print-color-adjust: exact;
  }
  .heat-1 {
    background: color-mix(in oklab, var(--ve-accent) 7%, var(--ve-ground));
  }
  .heat-2 {
    background: color-mix(in oklab, var(--ve-accent) 14%, var(--ve-ground));
  }
  .heat-3 {
    background: color-mix(in oklab, var(--ve-accent) 21%, var(--ve-ground));
  }
  .heat-4 {
    background: color-mix(in oklab, var(--ve-accent) 28%, var(--ve-ground));
  }
  .heat-5 {
    background: color-mix(in oklab, var(--ve-accent) 35%, var(--ve-ground));
  }
  .heat-6 {
    background: color-mix(in oklab, var(--ve-accent) 42%, var(--ve-ground));
  }
  .source {
    margin-block-start: 0.4rem;
  }

  @media screen and (width < 40rem) {
    th,
    td {
      padding-inline: 0.3rem;
    }
    .wide table:not(.many) {
      table-layout: auto;
      min-inline-size: 0;
    }
    .wide table:not(.many) th:first-child {
      inline-size: auto;
    }
    .part th {
      padding-inline-start: 0.75rem;
    }
  }

  @media print {
    .scroll {
      overflow: visible;
      break-inside: avoid;
    }
    .wide table,
    .wide .many:not(.hours) {
      min-inline-size: 0;
    }
    summary {
      display: none;
    }
    details::details-content {
      content-visibility: visible;
      block-size: auto;
    }
    tbody th {
      position: static;
      background: none;
    }
    th,
    td {
      padding: 0.22rem 0.4rem;
    }
    .hours th,
    .hours td {
      padding-block: 0.05rem;
      line-height: 1.35;
    }
  }
`;
