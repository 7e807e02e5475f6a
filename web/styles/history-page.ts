import { css } from "lit";

/** Plots with their keys, and the choice of a window. */
export const historyPage = css`
  .windows {
    display: flex;
    flex-wrap: wrap;
    gap: 0.25rem 0.5rem;
  }
  .windows a {
    padding: 0.45rem 0.9rem 0.5rem;
    border: 1px solid var(--ve-line);
    border-radius: 2rem;
    color: var(--ve-accent);
    text-decoration: none;
  }
  .windows a:hover {
    text-decoration: underline;
    text-underline-offset: 0.2em;
  }
  .windows a[aria-current] {
    border-color: var(--ve-accent);
    background: var(--ve-accent);
    color: var(--ve-on-accent);
    font-weight: 600;
  }
  .plotted figcaption .key {
    display: flex;
    flex-wrap: wrap;
    gap: 0.1rem 1.25rem;
    margin-block-start: 0.25rem;
    font-size: var(--ve-type-small);
    font-weight: 400;
  }
  .key li {
    display: flex;
    align-items: center;
    gap: 0.4rem;
  }
  .key svg {
    block-size: 0.8rem;
    inline-size: 0.8rem;
    print-color-adjust: exact;
  }
  .ink-accent {
    fill: var(--ve-accent);
  }
  .ink-ink {
    fill: var(--ve-ink);
  }
  .ink-usual {
    fill: var(--ve-usual);
  }
  .wide th:first-child {
    inline-size: 8.5rem;
  }
  .wide tbody th {
    white-space: nowrap;
  }
`;
