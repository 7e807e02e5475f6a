import { css } from "lit";

/** What stands around every place of the desk: whose it is, the ways to its places, and the sentence. */
export const deskShell = css`
  :host {
    --desk-gutter: clamp(1rem, 4vw, 3rem);
    --desk-width: 80rem;
    display: block;
  }
  header > *,
  .failure {
    max-inline-size: var(--desk-width);
    margin-inline: auto;
    padding-inline: var(--desk-gutter);
  }
  .skip {
    position: absolute;
    z-index: 2;
    inset-block-start: 0.5rem;
    inset-inline-start: 0.5rem;
    padding: 0.6rem 1rem;
    border-radius: 0.25rem;
    background: var(--ve-accent);
    color: var(--ve-on-accent);
    font-weight: 600;
  }
  .skip:not(:focus) {
    inline-size: 1px;
    block-size: 1px;
    padding: 0;
    overflow: hidden;
    clip-path: inset(50%);
    white-space: nowrap;
  }
  .bar {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: 0.25rem 1.5rem;
    min-block-size: 4rem;
  }
  .house {
    color: var(--ve-accent);
    font-size: 1.5rem;
    font-weight: 700;
    line-height: 1.2;
  }
  .places ul {
    display: flex;
    flex-wrap: wrap;
    gap: 0 0.25rem;
    margin-inline-start: -0.75rem;
  }
  .bar a {
    display: block;
    padding: 0.6rem 0.75rem;
    border-block-end: 3px solid transparent;
    color: var(--ve-accent);
    text-decoration: none;
  }
  .bar a:hover {
    text-decoration: underline;
    text-underline-offset: 0.3em;
  }
  .places a[aria-current] {
    border-color: var(--ve-accent);
    color: var(--ve-ink);
    font-weight: 600;
  }
  .tools {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: 0.25rem 0.5rem;
    margin-inline-start: auto;
  }
  .languages {
    display: flex;
    font-size: var(--ve-type-small);
  }
  .languages:last-child {
    margin-inline-end: -0.75rem;
  }
  .tools .languages a {
    border-block-start: 3px solid transparent;
  }
  .person {
    font-size: var(--ve-type-small);
  }
  .languages a[aria-current] {
    color: var(--ve-ink-soft);
  }
  .simulated {
    margin-block-end: 0.6rem;
    color: var(--ve-information);
    font-weight: 600;
  }
  .notice {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: 0.5rem 0.75rem;
  }
  .notice:has(p) {
    padding-block: 0.6rem;
  }
  .notice svg {
    color: var(--ve-information);
  }
  .notice p {
    flex: 1 1 12rem;
  }
  .sentence {
    display: flex;
    align-items: center;
    gap: 0.75rem;
    /* The strip is as wide as the page; what it says stands above what follows. */
    max-inline-size: none;
    padding-block: 0.8rem 0.9rem;
    padding-inline: max(var(--desk-gutter), (100% - var(--desk-width)) / 2 + var(--desk-gutter));
    border-block-end: 3px solid var(--ve-line);
    background: var(--ve-shade);
    font-size: 1.25rem;
    font-weight: 600;
    line-height: 1.3;
  }
  .sentence.information {
    border-color: var(--ve-information);
  }
  .sentence.attention {
    border-color: var(--ve-attention);
  }
  .sentence.alarm {
    border-color: var(--ve-alarm);
  }
  .sentence.information svg {
    color: var(--ve-information);
  }
  .sentence.attention svg {
    color: var(--ve-attention);
  }
  .sentence.alarm svg {
    color: var(--ve-alarm);
  }
  main:focus {
    outline: none;
  }
  .failure {
    display: grid;
    justify-items: start;
    gap: 1rem;
    padding-block: 2rem;
  }

  @media screen and (width < 40rem) {
    .bar {
      padding-block-start: 0.75rem;
    }
    .bar a {
      padding-block: 0.45rem 0.4rem;
    }
  }
  @media print {
    .screen {
      display: none;
    }
    header > *,
    .sentence {
      padding-inline: 0;
    }
    .bar {
      min-block-size: 0;
    }
    .sentence {
      padding-block: 0.3rem 0.5rem;
      background: none;
    }
  }
`;
