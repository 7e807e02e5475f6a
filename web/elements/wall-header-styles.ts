import { css } from "lit";

/** The header's plan: one row, of which the date, the seconds and the name give way; upright, two. */
export const wallHeaderStyles = css`
  header {
    display: grid;
    grid-template-columns: auto minmax(0, 1fr) auto auto auto;
    align-items: center;
    gap: 0 1.2rem;
    min-block-size: var(--ve-header-height);
    padding-block: 0.15rem;
  }
  h1 {
    font-size: 1.5rem;
    font-weight: 700;
    padding-inline-end: 1.2rem;
    border-inline-end: 0.06rem solid var(--ve-line);
  }
  [part="sentence"] {
    display: flex;
    align-items: center;
    gap: 0.6rem;
    font-size: var(--ve-type-title);
    font-weight: 600;
    line-height: 1.12;
    text-wrap: balance;
  }
  /* For ears alone. */
  .spoken {
    position: absolute;
    inline-size: 1px;
    block-size: 1px;
    overflow: hidden;
    clip-path: inset(50%);
    white-space: nowrap;
  }
  .information svg {
    color: var(--ve-information);
  }
  .attention svg {
    color: var(--ve-attention);
  }
  .alarm svg {
    color: var(--ve-alarm);
  }
  .date {
    color: var(--ve-ink-soft);
    white-space: nowrap;
  }
  [part="clock"] {
    font-size: 2.3rem;
    font-weight: 600;
    line-height: 1;
    white-space: nowrap;
  }
  .seconds {
    display: inline-block;
    inline-size: 1.5em;
    font-size: 1rem;
    font-weight: 400;
    color: var(--ve-ink-faint);
    text-align: end;
  }
  @container (height < 28rem) or (width < 46rem) {
    header {
      gap: 0 0.8rem;
    }
    h1 {
      font-size: 1.15rem;
      padding-inline-end: 0.8rem;
    }
    [part="sentence"] {
      font-size: 1.1rem;
    }
    [part="clock"] {
      font-size: 1.5rem;
    }
    .seconds {
      display: none;
    }
  }
  @container (orientation: landscape) and ((height < 22rem) or (width < 46rem)) {
    header {
      grid-template-columns: auto minmax(0, 1fr) auto auto;
    }
    .date {
      display: none;
    }
    [part="sentence"] {
      font-size: 1rem;
    }
  }
  @container (orientation: landscape) and ((height < 18.5rem) or (width < 34rem)) {
    h1 {
      display: none;
    }
    header {
      grid-template-columns: minmax(0, 1fr) auto auto;
    }
  }
  @container (orientation: portrait) {
    header {
      grid-template-columns: auto 1fr auto auto;
      padding-block: 0.5rem;
    }
    ve-simulation-mark {
      justify-self: start;
      order: 1;
    }
    .date {
      order: 2;
      grid-column-start: 3;
    }
    [part="clock"] {
      order: 3;
      grid-column-start: 4;
    }
    [part="sentence"] {
      order: 4;
      grid-column: 1 / -1;
      min-block-size: 1.6rem;
    }
  }
  @container (width < 30rem) {
    .date {
      display: none;
    }
  }
  @container (width < 22rem) {
    header {
      grid-template-columns: minmax(0, 1fr) auto;
    }
    h1 {
      border: 0;
    }
    :host([simulated]) h1,
    header > span:empty {
      display: none;
    }
    [part="clock"] {
      grid-column-start: 2;
    }
  }
  @container (width < 18.5rem) {
    [part="sentence"] {
      font-size: 1rem;
    }
  }
`;
