import { css } from "lit";

/** The present: two channels side by side where there is room, the moment in large figures. */
export const nowPage = css`
  .ages {
    display: flex;
    flex-wrap: wrap;
    gap: 0 1.25rem;
    color: var(--ve-ink-soft);
    font-size: var(--ve-type-small);
    font-variant-numeric: tabular-nums;
  }
  .ages .old {
    color: var(--ve-ink);
    font-weight: 600;
  }
  .filter {
    display: flex;
    flex-wrap: wrap;
    align-items: end;
    gap: 0.4rem 1rem;
    margin-inline-start: auto;
  }
  .filter label {
    display: flex;
    align-items: center;
    gap: 0.5rem;
    color: var(--ve-ink-soft);
    font-size: var(--ve-type-small);
  }
  .filter select {
    inline-size: auto;
    max-inline-size: 14rem;
    min-block-size: 2.25rem;
    padding-block: 0.15rem;
    border-color: var(--ve-line);
  }
  .filter button {
    min-block-size: 2.25rem;
    padding-block: 0.15rem;
  }
  .note {
    margin-block-start: 0.5rem;
    color: var(--ve-ink-soft);
    font-size: var(--ve-type-small);
  }
  .announcement {
    margin-block-start: 1rem;
  }
  .announcement svg {
    color: var(--ve-information);
  }
  .channels {
    display: grid;
    grid-template-columns: repeat(auto-fit, minmax(min(100%, 30rem), 1fr));
    gap: 0 3rem;
  }
  section {
    margin-block-start: 1.5rem;
    min-inline-size: 0;
  }
  section > * + * {
    margin-block-start: 0.5rem;
  }
  h2 {
    align-items: center;
    gap: 0.6rem;
    padding-block-end: 0.35rem;
    font-size: 1.25rem;
  }
  h3 {
    margin-block-end: -0.5rem;
    font-size: 1rem;
    font-weight: 600;
  }
  h3::first-letter {
    text-transform: uppercase;
  }
  .figures {
    gap: 0.35rem 0.5rem;
    grid-template-columns: repeat(auto-fill, minmax(min(100%, 9.25rem), 1fr));
  }
  .figures.large {
    grid-template-columns: repeat(auto-fill, minmax(max(25% - 0.5rem, 7.5rem), 1fr));
  }
  .figures li {
    display: block;
  }
  .standing {
    margin-block-start: 1.5rem;
    font-size: 1.25rem;
    font-weight: 600;
  }
  .channels > div {
    display: grid;
    align-content: start;
    gap: 1rem;
    margin-block-start: 1.5rem;
    min-inline-size: 0;
  }
  .parts {
    inline-size: 100%;
    border-collapse: collapse;
    font-variant-numeric: tabular-nums;
  }
  .parts caption {
    padding-block: 0.25rem;
    font-weight: 600;
    text-align: start;
  }
  .parts .old {
    margin-inline-start: 0.5em;
    font-weight: 400;
  }
  .parts .old,
  .parts.late button {
    color: var(--ve-ink-soft);
  }
  .parts th,
  .parts td {
    padding: 0.05rem 0.5rem 0.05rem 0;
    border-block-end: 1px solid var(--ve-line);
    font-weight: 400;
    text-align: end;
  }
  .parts :is(th, td):first-child,
  .parts thead th:nth-child(2):not(:nth-last-child(2)),
  .parts td:nth-child(2):not(:nth-last-child(2)) {
    text-align: start;
  }
  .parts thead th {
    color: var(--ve-ink-soft);
    font-size: var(--ve-type-small);
  }
  .parts tbody th::first-letter {
    text-transform: uppercase;
  }
  .parts button {
    min-block-size: 1.75rem;
    min-inline-size: 2.5rem;
    justify-content: flex-end;
    padding: 0 0.35rem;
    margin-inline-end: -0.35rem;
    border: 0;
    background: none;
    color: var(--ve-ink);
    font-weight: 600;
    text-decoration: underline dotted var(--ve-ink-soft) 1px;
    text-underline-offset: 0.3em;
  }
  .parts .none button {
    color: var(--ve-ink-soft);
    font-weight: 400;
  }
  ul.told {
    display: grid;
    gap: 0.5rem;
  }
  .told li:has(svg) {
    display: grid;
    grid-template-columns: 1.25rem 1fr;
    align-items: baseline;
    gap: 0.5rem;
  }
  .told .attention svg {
    color: var(--ve-attention);
  }
  .told .alarm svg {
    color: var(--ve-alarm);
  }
  .told .information svg {
    color: var(--ve-information);
  }
  @media screen and (width < 40rem) {
    .figures.large {
      grid-template-columns: repeat(2, minmax(0, 1fr));
    }
    .filter {
      margin-inline-start: 0;
    }
    .filter label {
      display: grid;
      gap: 0.1rem;
    }
  }
  @media print {
    .channels {
      grid-template-columns: 1fr 1fr;
      gap: 0 2rem;
    }
  }
`;
