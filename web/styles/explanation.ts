import { css } from "lit";

/** A sheet over the desk. */
export const explanationStyles = css`
  dialog {
    inline-size: min(34rem, 100vw - 2rem);
    max-block-size: calc(100vh - 2rem);
    padding: 0;
    border: 1px solid var(--ve-line);
    border-radius: 0.5rem;
    background: var(--ve-ground);
    color: var(--ve-ink);
    overflow: auto;
    box-shadow: 0 1rem 3rem rgb(0 0 0 / 25%);
  }
  dialog::backdrop {
    background: rgb(11 27 43 / 45%);
  }
  .sheet {
    display: grid;
    grid-template-columns: minmax(0, 1fr);
    justify-items: start;
    gap: 1rem;
    padding: 1.5rem clamp(1.1rem, 4vw, 1.75rem) 1.75rem;
  }
  h2 {
    font-size: 1.25rem;
    font-weight: 600;
    line-height: 1.3;
    text-wrap: balance;
  }
  h2::first-letter {
    text-transform: uppercase;
  }
  .value {
    font-size: 2.75rem;
    font-weight: 700;
    line-height: 1;
    font-variant-numeric: tabular-nums;
  }
  dl {
    display: grid;
    gap: 0.75rem;
    margin: 0;
  }
  dt {
    color: var(--ve-ink-soft);
    font-size: var(--ve-type-small);
  }
  dd {
    margin: 0;
    overflow-wrap: anywhere;
  }
`;
