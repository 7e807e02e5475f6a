import { css } from "lit";

/** The report's page: one calm column, and what of it is for the screen alone. */
export const reportPage = css`
  :host {
    display: block;
    max-inline-size: 80rem;
    margin-inline: auto;
    padding: 1.25rem clamp(1rem, 4vw, 3rem) 5rem;
  }
  .head {
    display: grid;
    grid-template-columns: minmax(0, 1fr);
    gap: 0.35rem;
  }
  h1 {
    font-size: 1.75rem;
    font-weight: 700;
    line-height: 1.15;
    text-wrap: balance;
  }
  h1 span {
    display: block;
    font-weight: 400;
  }
  .meta,
  .source {
    color: var(--ve-ink-soft);
    font-size: var(--ve-type-small);
  }
  .simulated {
    color: var(--ve-information);
    font-weight: 600;
  }
  .tools {
    display: grid;
    gap: 1rem;
    margin-block-start: 1.5rem;
    padding-block: 1.25rem;
    border-block: 1px solid var(--ve-line);
  }
  .row {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: 0.75rem;
  }
  .told {
    margin-block-start: var(--ve-gap);
  }
  .told:empty {
    display: none;
  }
  .refusal {
    display: grid;
    justify-items: start;
    gap: 0.75rem;
    padding: 1.25rem 1.5rem;
    border-inline-start: 4px solid var(--ve-accent);
    background: var(--ve-shade);
  }
  .detail::first-letter {
    text-transform: uppercase;
  }
  .refusal strong {
    font-weight: 600;
    font-size: 1.125rem;
  }
  section {
    margin-block-start: 3.5rem;
  }
  /* Blocks, not a grid: only between blocks may a page break be avoided. */
  section > * + * {
    margin-block-start: var(--ve-gap);
  }
  h2 {
    display: flex;
    gap: 0.75rem;
    padding-block-end: 0.5rem;
    border-block-end: 2px solid var(--ve-accent);
    font-size: 1.5rem;
    font-weight: 600;
    line-height: 1.25;
    text-wrap: balance;
  }
  h2 span {
    color: var(--ve-accent);
    font-weight: 700;
    font-variant-numeric: tabular-nums;
  }
  section > p {
    max-inline-size: 46rem;
  }
  .notes,
  .summary {
    margin-block-start: 2rem;
  }
  .notes > * + * {
    margin-block-start: 0.35rem;
  }
  .notes {
    padding: 0.9rem 1.25rem 1rem;
    border-inline-start: 4px solid var(--ve-accent);
    background: var(--ve-shade);
  }
  .notes h2 {
    padding: 0;
    border: 0;
    font-size: 1rem;
  }
  .figures {
    display: grid;
    grid-template-columns: repeat(auto-fit, minmax(8rem, 1fr));
    gap: 1.25rem clamp(1rem, 3vw, 2rem);
  }
  .figures li {
    display: grid;
    align-content: start;
  }
  .figures strong {
    font-size: 2.25rem;
    font-weight: 700;
    line-height: 1.15;
    font-variant-numeric: tabular-nums;
  }
  .figures .beside {
    color: var(--ve-ink-soft);
    font-size: var(--ve-type-small);
  }
  .figures li:has(ve-desk-figure) {
    display: block;
    margin-inline-start: -0.75rem;
  }
  .pair {
    display: grid;
    grid-template-columns: repeat(auto-fit, minmax(min(100%, 24rem), 1fr));
    gap: var(--ve-gap) 2.5rem;
    align-items: start;
  }
  :focus-visible {
    outline: 3px solid var(--ve-accent);
    outline-offset: 2px;
  }

  @media print {
    :host {
      max-inline-size: none;
      padding: 0;
    }
    .screen {
      display: none;
    }
    h1 {
      font-size: 2.25rem;
    }
    section {
      margin-block-start: 1.9rem;
    }
    h2 {
      break-after: avoid;
      font-size: 1.35rem;
    }
    h2 + p,
    h2 + .figures {
      break-after: avoid;
    }
    p {
      orphans: 3;
      widows: 3;
    }
    .figures,
    .notes,
    .pair {
      break-inside: avoid;
    }
    .figures {
      grid-template-columns: repeat(auto-fit, minmax(8.5rem, 1fr));
    }
    .figures strong {
      font-size: 1.75rem;
    }
    .figures li:has(ve-desk-figure) {
      margin-inline-start: 0;
    }
    .notes,
    .refusal {
      background: none;
    }
  }
`;
