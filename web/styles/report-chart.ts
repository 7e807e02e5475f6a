import { css } from "lit";

/** Charts: one hue, lighter to darker, with every value named beside its shape. */
export const reportChart = css`
  figure {
    display: grid;
    grid-template-columns: minmax(0, 1fr);
    gap: 0.75rem;
    margin: 0;
  }
  figcaption {
    font-weight: 600;
  }
  figcaption span {
    display: block;
    color: var(--ve-ink-soft);
    font-size: var(--ve-type-small);
    font-weight: 400;
  }
  .bars {
    display: grid;
    grid-template-columns: max-content minmax(3rem, 1fr);
    gap: 0.35rem 0.9rem;
    max-inline-size: 46rem;
    font-variant-numeric: tabular-nums;
  }
  .bars > * {
    display: grid;
    grid-column: 1 / -1;
    grid-template-columns: subgrid;
    align-items: center;
  }
  .bars .bar {
    display: flex;
    align-items: center;
    gap: 0.6rem;
  }
  .bars svg {
    flex: 1;
    block-size: 1.1rem;
    overflow: visible;
  }
  .bars b {
    min-inline-size: 3.75rem;
    font-weight: 600;
    text-align: end;
  }
  rect {
    fill: var(--ve-accent);
  }
  .track {
    fill: var(--ve-shade);
  }
  .panels {
    display: grid;
    grid-template-columns: repeat(auto-fit, minmax(min(100%, var(--panel)), 1fr));
    gap: 1.25rem 1.5rem;
    font-size: var(--ve-type-small);
    font-variant-numeric: tabular-nums;
    line-height: 1.3;
  }
  .panels.shaded {
    --panel: 6.9rem;
    column-gap: 1rem;
  }
  .panels.hourly {
    --panel: 12rem;
  }
  .head {
    display: flex;
    flex-wrap: wrap;
    justify-content: space-between;
    column-gap: 0.5rem;
  }
  .head b {
    font-weight: 600;
  }
  .head span,
  .ticks {
    color: var(--ve-ink-soft);
  }
  .plot {
    display: block;
    margin-block-start: 0.35rem;
    inline-size: 100%;
    block-size: 6rem;
    border-block-end: 1px solid var(--ve-ink-soft);
  }
  .ticks {
    display: flex;
    justify-content: space-between;
    font-size: 0.75rem;
  }
  .shaded .ticks span {
    flex: 1;
    text-align: center;
  }
  .shade-0 {
    fill: color-mix(in oklab, var(--ve-accent) 40%, var(--ve-ground));
  }
  .shade-1 {
    fill: color-mix(in oklab, var(--ve-accent) 52%, var(--ve-ground));
  }
  .shade-2 {
    fill: color-mix(in oklab, var(--ve-accent) 64%, var(--ve-ground));
  }
  .shade-3 {
    fill: color-mix(in oklab, var(--ve-accent) 76%, var(--ve-ground));
  }
  .shade-4 {
    fill: color-mix(in oklab, var(--ve-accent) 88%, var(--ve-ground));
  }

  @media screen and (width < 40rem) {
    .bars {
      grid-template-columns: minmax(0, 1fr);
      row-gap: 0.5rem;
    }
    .panels.hourly {
      --panel: 8.5rem;
      column-gap: 1rem;
    }
  }
  @media print {
    figure {
      break-inside: avoid;
    }
    .plot {
      block-size: 4.5rem;
    }
    .panels.shaded {
      grid-template-columns: repeat(7, minmax(0, 1fr));
      gap: 0.8rem;
    }
    .panels.hourly {
      grid-template-columns: repeat(4, minmax(0, 1fr));
      gap: 1rem;
    }
  }
`;
