import { css } from "lit";

/** What the page of today has besides the report's: sentences behind the figures, the chart of a day. */
export const deskPage = css`
  .announcement {
    margin-block-start: 0.75rem;
  }
  .announcement svg {
    color: var(--ve-information);
  }
  h2 {
    align-items: center;
  }
  .figures {
    grid-template-columns: repeat(auto-fill, minmax(min(100%, 11rem), 1fr));
    gap: 0.35rem 0.5rem;
    margin-inline: -0.75rem;
  }
  .figures li {
    display: block;
  }
  .standing {
    color: var(--ve-ink-soft);
    font-size: 1.25rem;
    font-weight: 600;
  }
  .facts {
    display: grid;
    grid-template-columns: repeat(auto-fit, minmax(min(100%, 22rem), 1fr));
    gap: 1.25rem 2.5rem;
    margin-inline: 0;
    margin-block-end: 0;
  }
  .facts dt {
    font-weight: 600;
  }
  .facts dd {
    margin: 0.15rem 0 0;
  }
  .wide th:first-child {
    inline-size: 6rem;
  }
  .wide tbody th {
    white-space: nowrap;
  }
  .wide tbody :is(th, td) {
    padding-block: 0.12rem;
  }
  .day .frame {
    display: block;
    inline-size: 100%;
    block-size: 17rem;
    overflow: visible;
  }
  .day .inner {
    overflow: visible;
  }
  .day path {
    fill: none;
    vector-effect: non-scaling-stroke;
  }
  .day .usual {
    fill: var(--ve-usual);
  }
  .day .fan {
    fill: var(--ve-accent);
    opacity: 0.22;
  }
  .day .projected {
    stroke: var(--ve-accent);
    stroke-width: 2;
    stroke-dasharray: 6 5;
  }
  .day .today {
    stroke: var(--ve-ink);
    stroke-width: 2.5;
    stroke-linejoin: round;
  }
  .day .rule {
    stroke: var(--ve-line);
    stroke-width: 1;
  }
  .day .newest {
    fill: var(--ve-ink);
    stroke: var(--ve-ground);
    stroke-width: 2;
  }
  .day text {
    fill: var(--ve-ink-soft);
    font-size: var(--ve-type-small);
    font-variant-numeric: tabular-nums;
  }
  .day .middle {
    text-anchor: middle;
  }
  .day .end {
    text-anchor: end;
  }

  @media print {
    .figures {
      margin-inline: 0;
    }
    .day .frame {
      block-size: 11rem;
    }
    .day path,
    .day circle {
      print-color-adjust: exact;
    }
    .facts div {
      break-inside: avoid;
    }
  }
`;
