import { css } from "lit";

/** Short lists of facts beside one another. */
export const systemPage = css`
  .facts {
    display: grid;
    grid-template-columns: repeat(auto-fit, minmax(min(100%, 20rem), 1fr));
    gap: 0 3rem;
  }
  section > * + * {
    margin-block-start: 0.75rem;
  }
  dl {
    display: grid;
    gap: 0.4rem;
    margin-inline: 0;
    margin-block-end: 0;
  }
  dl div {
    display: flex;
    flex-wrap: wrap;
    justify-content: space-between;
    gap: 0 1rem;
    padding-block-end: 0.3rem;
    border-block-end: 1px solid var(--ve-line);
  }
  dt {
    color: var(--ve-ink-soft);
  }
  dd {
    margin: 0;
    font-weight: 600;
    font-variant-numeric: tabular-nums;
    overflow-wrap: anywhere;
  }
  p svg,
  dd svg {
    color: var(--ve-attention);
  }
  .scroll.wide th {
    text-align: start;
  }
  .scroll td {
    text-align: start;
    white-space: normal;
  }
  .scroll th {
    text-align: start;
  }
`;
