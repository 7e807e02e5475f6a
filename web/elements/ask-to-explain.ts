import type { ExplainedFigure } from "../desk/desk-figure.ts";

/** Asks whoever can to explain a figure. */
export type ExplainEvent = CustomEvent<{
  readonly figure: ExplainedFigure;
  /** What was pressed: it gets the focus back. */
  readonly opener: HTMLElement;
}>;

/** To be called by the handler of a button: the event leaves every element around it. */
export function askToExplain({ currentTarget: opener }: Event, figure: ExplainedFigure): void {
  if (!(opener instanceof HTMLElement)) return;
  const detail = { figure, opener };
  opener.dispatchEvent(new CustomEvent("ve-explain", { detail, bubbles: true, composed: true }));
}

declare global {
  interface HTMLElementEventMap {
    "ve-explain": ExplainEvent;
  }
}
