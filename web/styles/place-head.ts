import { css } from "lit";

/** The head of a place that is looked at, not printed as a document: title and moment on one line. */
export const placeHead = css`
  :host {
    padding-block-start: 1.25rem;
  }
  .head {
    display: flex;
    flex-wrap: wrap;
    align-items: baseline;
    gap: 0.25rem 1.5rem;
  }
  .head > :is(nav, .row) {
    margin-inline-start: auto;
  }
  h1 {
    font-size: 1.75rem;
  }
  h1 span {
    display: inline;
    padding-inline-start: 0.35em;
    color: var(--ve-ink-soft);
    font-size: 1.125rem;
    white-space: nowrap;
  }
  h2 {
    align-items: center;
    gap: 0.6rem;
  }
  section {
    margin-block-start: 2.5rem;
  }
  h1 + .meta {
    align-self: center;
  }
  @media screen and (width < 40rem) {
    h1 span {
      display: block;
      padding: 0;
      white-space: normal;
    }
    .head > :is(nav, .row) {
      margin-inline-start: 0;
    }
  }
  @media print {
    :host {
      padding-block-start: 0;
    }
    section {
      margin-block-start: 1.9rem;
    }
  }
`;
