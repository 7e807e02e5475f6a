import { css } from "lit";

/** Controls of the desk: buttons, links that look like them, fields. */
export const control = css`
  button,
  select,
  input,
  .button {
    display: inline-flex;
    align-items: center;
    box-sizing: border-box;
    min-block-size: 2.75rem;
    inline-size: 100%;
    padding: 0.35rem 0.9rem;
    border: 1px solid var(--ve-ink-soft);
    border-radius: 0.25rem;
    background: var(--ve-ground);
    color: var(--ve-ink);
    font: inherit;
    font-size: 1rem;
    font-variant-numeric: tabular-nums;
  }
  button,
  .button {
    inline-size: auto;
    border-color: var(--ve-accent);
    color: var(--ve-accent);
    font-weight: 600;
    text-decoration: none;
    cursor: pointer;
  }
  .primary {
    background: var(--ve-accent);
    color: var(--ve-on-accent);
  }
  button:hover,
  .button:hover {
    text-decoration: underline;
    text-underline-offset: 0.2em;
  }
  :focus-visible {
    outline: 3px solid var(--ve-accent);
    outline-offset: 2px;
  }
`;
