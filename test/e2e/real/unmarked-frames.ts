/** Whether a wall that shows figures was ever seen without the mark that says that they are invented. */
import type { Page } from "@playwright/test";

export interface SeenFrames {
  /** Frames of the browser in which figures stood on the wall. */
  withFigures: number;
  /** Those of them without a visible mark. */
  unmarked: number;
}

declare global {
  interface Window {
    vedettaSeen?: SeenFrames;
  }
}

/** Looks at every frame; call before the page is opened. */
export async function watchForMark(page: Page): Promise<void> {
  await page.addInitScript(() => {
    const seen = { withFigures: 0, unmarked: 0 };
    window.vedettaSeen = seen;
    const look = (): void => {
      const wall = document.querySelector("ve-wall")?.shadowRoot;
      const mark = wall
        ?.querySelector("ve-wall-header")
        ?.shadowRoot?.querySelector("ve-simulation-mark")
        ?.shadowRoot?.querySelector("[part=mark]");
      if (wall?.querySelector("ve-channel, ve-figure, ve-trend")) {
        seen.withFigures += 1;
        if (!mark?.checkVisibility({ opacityProperty: true, visibilityProperty: true })) seen.unmarked += 1;
      }
      requestAnimationFrame(look);
    };
    requestAnimationFrame(look);
  });
}

export const seenFrames = (page: Page): Promise<SeenFrames> =>
  page.evaluate(() => window.vedettaSeen ?? { withFigures: 0, unmarked: 0 });
