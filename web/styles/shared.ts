import { css } from "lit";

/** What every element starts from: nothing overflows by surprise, headings and paragraphs bring no margins. */
export const base = css`
  *,
  *::before,
  *::after {
    box-sizing: border-box;
  }
  h1,
  h2,
  p,
  ul {
    margin: 0;
    padding: 0;
    font: inherit;
    list-style: none;
  }
  svg {
    display: inline-block;
    block-size: 0.9em;
    inline-size: 0.9em;
    flex: none;
    vertical-align: -0.06em;
  }
`;

/** Old data look old: every ink of the element fades; the mark and the words are the template's. */
export const fading = css`
  :host([freshness="late"]),
  :host([freshness="stopped"]),
  :host([freshness="unheard"]),
  :host([freshness="unconnected"]) {
    --ve-ink: var(--ve-ink-faint);
    --ve-ink-soft: var(--ve-ink-faint);
    --ve-attention: var(--ve-ink-faint);
    --ve-alarm: var(--ve-ink-faint);
    --ve-information: var(--ve-ink-faint);
    --ve-usual: var(--ve-shade);
  }
`;

/** A big digit: its box is as high as the digit, so that neighbours of any size share the baseline. */
export const digits = css`
  .digits {
    font-weight: 700;
    line-height: 0.8;
    text-box: trim-both cap alphabetic;
    letter-spacing: -0.01em;
    white-space: nowrap;
  }
`;
