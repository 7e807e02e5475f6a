import { css } from "lit";

/**
 * The wall's plan. Everything is measured in rem, the smallest type, and in the
 * wall's own size: a screen seen from farther away is a smaller wall in rem, and
 * the numbers give way before the words do.
 */
export const wallStyles = css`
  :host {
    display: block;
    block-size: 100dvh;
    container-type: size;
    overflow: clip;
  }
  .wall {
    /* 1 % of the side that is scarce: the height, unless the screen is squarish or upright. */
    --unit: min(1cqh, 0.5625cqw);
    --ve-number-huge: clamp(3rem, 19.5 * var(--unit), 9.5rem);
    --ve-number-large: clamp(1.9rem, 11 * var(--unit), 5rem);
    --ve-number-medium: clamp(1.6rem, 7.8 * var(--unit), 3.4rem);
    --ve-gutter: clamp(0.7rem, 4.6 * var(--unit), 1.75rem);
    --ve-pad: clamp(0.2rem, 3 * var(--unit) - 0.36rem, 0.8rem);
    --ve-figure-height: calc(
      2 * (var(--ve-pad) + var(--ve-row-gap)) + 0.69 * var(--ve-number-medium) + 2.2rem
    );
    --ve-row-gap: clamp(0.1rem, 1.1 * var(--unit), 0.5rem);
    --ve-header-height: clamp(1.9rem, 11 * var(--unit), 4rem);
    --ve-footer-height: clamp(1.4rem, 6 * var(--unit), 2.1rem);

    display: grid;
    grid-template-columns: minmax(0, 1fr);
    grid-template-rows: auto auto auto minmax(0, 1fr) auto;
    block-size: 100%;
    padding-inline: var(--ve-gutter);
    translate: var(--ve-shift, 0);
  }
  main {
    display: contents;
  }
  .row {
    display: grid;
    grid-auto-flow: column;
    grid-auto-columns: minmax(0, 1fr);
    min-block-size: 0;
    border-block-start: 0.06rem solid var(--ve-line);
  }
  .row > * {
    padding: var(--ve-pad) var(--ve-gutter);
    min-inline-size: 0;
  }
  .row > :first-child {
    padding-inline-start: 0;
  }
  .row > :last-child {
    padding-inline-end: 0;
  }
  .figures > * {
    min-block-size: var(--ve-figure-height);
  }
  .ruled > * + * {
    border-inline-start: 0.06rem solid var(--ve-line);
  }
  .strip {
    grid-row: 5;
    border-block-start: 0.06rem solid var(--ve-line);
  }
  .trends {
    overflow: hidden;
  }
  /* Its edges are those of the channels above, but for the end of a caption, which has all the room there is. */
  .trends > * {
    padding-block-end: 0.2rem;
    padding-inline-end: calc(var(--ve-gutter) * 0.25);
  }

  @container (orientation: landscape) and ((height < 28rem) or (width < 46rem)) {
    .figures > * {
      padding-inline: 0.6rem;
    }
  }
  @container (height < 18.5rem) {
    .wall {
      --ve-figure-height: 0;
      --ve-number-medium: 1.9rem;
      grid-template-rows: auto auto minmax(0, 1fr) auto auto;
    }
    .alerted .trends {
      display: none;
    }
    .figures > * {
      padding-inline: 0.3rem;
    }
  }
  /* No chart has room here while the strip has a line of its own: the caption has it. */
  @container (orientation: landscape) and (22rem <= height < 26.5rem) {
    .alerted .trends {
      --ve-caption-lines: 2;
    }
  }
  @container (orientation: portrait) {
    .wall {
      --unit: 1cqw;
    }
    .channels {
      grid-auto-flow: row;
      grid-auto-columns: auto;
    }
    .channels > * {
      padding-inline: 0;
    }
    .channels.ruled > * + * {
      border-inline-start: 0;
      border-block-start: 0.06rem solid var(--ve-line);
    }
    .trends {
      --ve-caption-lines: 2;
    }
    .figures {
      grid-auto-flow: row;
      grid-template-columns: repeat(2, minmax(0, 1fr));
    }
    .figures > :nth-child(odd) {
      padding-inline-start: 0;
      border-inline-start: 0;
    }
    .figures > :nth-child(even) {
      padding-inline-end: 0;
    }
    .figures > :nth-child(n + 3) {
      border-block-start: 0.06rem solid var(--ve-line);
    }
  }
  @container (width < 22rem) {
    .wall {
      --ve-figure-height: calc(
        2 * (var(--ve-pad) + var(--ve-row-gap)) + 0.69 * var(--ve-number-medium) + 1.4rem
      );
    }
    .figures > * {
      padding-inline: 0.6rem;
    }
    .trends {
      /* Columns as wide as their captions have room for the shortest ones alone. */
      --ve-caption-lines: 0;
      grid-auto-columns: max-content;
      justify-content: space-between;
    }
    .trends > * {
      padding-inline: 0;
    }
    .trends.ruled > * + * {
      border: 0;
    }
  }
  @container (width < 18.5rem) {
    .trends {
      container: trends / size;
    }
  }
  /* Less than a caption needs is left. */
  @container trends (height < 1.75rem) {
    .trends > * {
      display: none;
    }
  }
`;
