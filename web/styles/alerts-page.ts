import { css } from "lit";

/** What the page of alerts has besides the desk's: cards, forms, silences, messages to receivers. */
export const alertsPage = css`
  h3 {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: 0.2rem 0.5rem;
    margin: 0;
    font-size: 1.125rem;
    font-weight: 600;
    line-height: 1.3;
  }
  .card {
    display: grid;
    gap: 0.6rem;
    padding: 0.9rem 1.25rem 1.1rem;
    border: 1px solid var(--ve-line);
    border-inline-start: 4px solid var(--ve-information);
  }
  .card.attention {
    border-inline-start-color: var(--ve-attention);
  }
  .card.alarm {
    border-inline-start-color: var(--ve-alarm);
  }
  .card.information h3 svg {
    color: var(--ve-information);
  }
  .card.attention h3 svg {
    color: var(--ve-attention);
  }
  .card.alarm h3 svg {
    color: var(--ve-alarm);
  }
  .card h3 span {
    font-weight: 700;
  }
  .terms {
    display: grid;
    grid-template-columns: repeat(auto-fit, minmax(min(100%, 13rem), 1fr));
    gap: 0.5rem 1.5rem;
    margin: 0;
  }
  .terms dt {
    color: var(--ve-ink-soft);
    font-size: var(--ve-type-small);
  }
  .terms dd {
    margin: 0;
    overflow-wrap: anywhere;
  }
  .form {
    display: grid;
    gap: 0.9rem;
    max-inline-size: 34rem;
    padding-block-start: 0.75rem;
    border-block-start: 1px solid var(--ve-line);
  }
  .form label {
    display: grid;
    gap: 0.2rem;
    font-weight: 600;
  }
  .form :is(input, select) {
    font-weight: 400;
  }
  .hint {
    color: var(--ve-ink-soft);
    font-size: var(--ve-type-small);
    font-weight: 400;
  }
  .silences li {
    display: grid;
    grid-template-columns: minmax(0, 1fr) auto;
    gap: 0.1rem 1rem;
    padding-block: 0.75rem;
    border-block-end: 1px solid var(--ve-line);
    overflow-wrap: anywhere;
  }
  .silences strong {
    font-weight: 600;
  }
  .silences :is(strong, span) {
    grid-column: 1;
  }
  .silences button {
    grid-area: 1 / 2 / span 3;
    align-self: center;
  }
  .receiver {
    display: grid;
    grid-template-columns: minmax(0, 1fr);
    justify-items: start;
    gap: 0.6rem;
  }
  .receiver + .receiver {
    margin-block-start: 2.25rem;
  }
  .receiver h3 span {
    color: var(--ve-ink-soft);
    font-size: 1rem;
    font-weight: 400;
  }
  .receiver .scroll {
    inline-size: 100%;
  }
  .receiver .wide table,
  .past .wide table {
    min-inline-size: 38rem;
    table-layout: auto;
  }
  .receiver :is(th, td),
  .past tbody th {
    text-align: start;
    white-space: normal;
  }
  .receiver tbody th,
  .past tbody th {
    position: static;
  }
  .receiver .wide th:first-child {
    inline-size: 7rem;
  }
  .past .wide th:first-child {
    inline-size: 50%;
  }
  .receiver .dead td {
    font-weight: 600;
  }
  .receiver td button {
    min-block-size: 2.25rem;
    margin-inline-start: 0.5rem;
  }
  .result {
    position: sticky;
    inset-block-end: 1rem;
    margin-block-start: 2rem;
    padding: 0.75rem 1.25rem;
    border: 2px solid var(--ve-accent);
    border-radius: 0.25rem;
    background: var(--ve-ground);
    font-weight: 600;
  }
  .result.refused {
    border-color: var(--ve-alarm);
  }
  /* Not hidden: a region that is not there from the start is not read out. */
  .result:empty {
    padding: 0;
    border: 0;
  }

  @media print {
    .card,
    .silences li {
      break-inside: avoid;
    }
    .result {
      display: none;
    }
    .receiver .wide table,
    .past .wide table {
      min-inline-size: 0;
    }
  }
`;
