import { css } from "lit";

/** What the page of today has besides the report's: sentences behind the figures. */
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
  @media print {
    .facts div {
      break-inside: avoid;
    }
  }
`;
