/** Detail of the event `ve-painted`. Times are milliseconds of the page's monotonic clock. */
export interface Painted {
  readonly revision: number;
  /** The instant the painted figures are of. */
  readonly asOfMs: number;
  readonly receivedMs: number;
  readonly paintedMs: number;
}

/**
 * Tells whoever measures that a snapshot is on the glass: the first moment after
 * the frame that shows it. Nobody listens on a wall in use, and nothing is kept.
 */
export function announcePainted(element: HTMLElement, frame: Omit<Painted, "paintedMs">): void {
  requestAnimationFrame(() => {
    const afterPaint = new MessageChannel();
    afterPaint.port1.addEventListener("message", () => {
      afterPaint.port1.close();
      const detail: Painted = { ...frame, paintedMs: performance.now() };
      element.dispatchEvent(new CustomEvent("ve-painted", { detail, bubbles: true, composed: true }));
    });
    afterPaint.port1.start();
    afterPaint.port2.postMessage(null);
  });
}
