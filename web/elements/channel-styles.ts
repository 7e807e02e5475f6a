import { css } from "lit";

/** A channel's plan: three numbers in a row; seen from afar two, and the lines below them give way. */
export const channelStyles = css`
  section {
    display: grid;
    grid-template-columns: minmax(0, 1fr);
    gap: var(--ve-row-gap);
    align-content: start;
    block-size: 100%;
  }
  h2 {
    display: flex;
    align-items: center;
    gap: 0.6rem;
    line-height: 1.15;
    font-size: var(--ve-type-title);
    font-weight: 600;
    color: var(--ve-ink-soft);
  }
  h2 .mark {
    margin-inline-start: auto;
    font-size: 1rem;
    font-weight: 400;
  }
  h2 .mark:is(.information, .attention, .alarm) {
    color: var(--ve-ink);
    font-weight: 600;
  }
  .mark.information svg {
    color: var(--ve-information);
  }
  .mark.attention svg {
    color: var(--ve-attention);
  }
  .mark.alarm svg {
    color: var(--ve-alarm);
  }
  .mark {
    display: flex;
    align-items: center;
    gap: 0.4rem;
    white-space: nowrap;
  }
  [part="numbers"] {
    display: grid;
    grid-template-columns: minmax(calc(var(--ve-number-huge) * 1.28), max-content) minmax(
        calc(var(--ve-number-large) * 2.7),
        max-content
      ) max-content;
    align-items: end;
    padding-block: 0.35rem 0.1rem;
  }
  .lines {
    display: contents;
  }
  [part="shares"] {
    display: flex;
    flex-wrap: wrap;
    gap: 0 1.1rem;
    color: var(--ve-ink-faint);
  }
  .short {
    display: none;
  }
  [part="shares"] .open,
  [part="shares"] .unconfirmed {
    color: var(--ve-ink-soft);
  }
  [part="shares"] .active,
  [part="shares"] .active b {
    color: var(--ve-ink);
    font-weight: 600;
  }
  b {
    font-weight: 400;
  }
  .standing {
    display: flex;
    align-items: center;
    gap: 0.8rem;
    min-block-size: calc(var(--ve-number-huge) * 0.69 + 2 * var(--ve-row-gap) + 4.7rem);
    font-size: max(1rem, calc(var(--ve-number-medium) * 0.8));
    font-weight: 600;
    color: var(--ve-ink);
  }
  :host([compared]) .standing {
    padding-block-end: 1.3rem;
  }
  :host([wide]) {
    --ve-number-huge: clamp(3rem, 24 * var(--unit), 10rem);
    --ve-number-large: clamp(2rem, 14 * var(--unit), 6rem);
  }
  @container (orientation: landscape) {
    :host([wide]) section {
      grid-template-columns: max-content minmax(0, 1fr);
      column-gap: calc(var(--ve-gutter) * 2);
    }
    :host([wide]) h2,
    :host([wide]) .standing {
      grid-column: 1 / -1;
    }
    :host([wide]) [part="numbers"] {
      grid-row: 2 / span 2;
    }
    :host([wide]) [part="shares"] {
      align-self: end;
    }
    :host([wide]) ve-operators {
      grid-column: 2;
      align-self: end;
      padding-block-end: 0.1rem;
    }
  }
  @container ((orientation: landscape) and ((height < 28rem) or (width < 46rem))) or (width < 30rem) {
    .full {
      display: none;
    }
    .short {
      display: flex;
    }
    [part="shares"] {
      gap: 0 0.8rem;
    }
    [part="numbers"] {
      grid-template-columns: minmax(calc(var(--ve-number-huge) * 1.3), max-content) max-content;
      column-gap: 0.6rem;
      padding-block: 0.1rem 0;
    }
    section {
      position: relative;
    }
    h2 {
      font-size: 1.15rem;
    }
    .conversation {
      position: absolute;
      inset-block-start: 0;
      inset-inline-end: 0;
    }
    h2 .mark {
      margin-inline-start: 0;
    }
    h2 .mark span {
      display: none;
    }
    .standing {
      min-block-size: calc(var(--ve-number-huge) * 0.69 + 2 * var(--ve-row-gap) + 4.2rem);
    }
    :host([compared]) .standing {
      padding-block-end: 0;
    }
  }
  @container (orientation: landscape) and (width < 34rem) {
    [part="shares"]:has(.unconfirmed) li:not(.unconfirmed) {
      display: none;
    }
  }
  @container ((height < 18.5rem) and (orientation: landscape)) or (width < 18.5rem) {
    h2 > svg,
    [part="shares"]:not(:has(.unconfirmed)),
    [part="shares"] li:not(.unconfirmed) {
      display: none;
    }
    .lines {
      display: flex;
      align-items: baseline;
      gap: 0.8rem;
      min-inline-size: 0;
    }
    [part="shares"] {
      white-space: nowrap;
    }
    ve-operators {
      flex: 1 1 0;
      min-inline-size: 0;
    }
    .standing {
      min-block-size: calc(var(--ve-number-huge) * 0.69 + var(--ve-row-gap) + 2.9rem);
    }
  }
`;
