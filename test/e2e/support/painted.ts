import type { Page } from "@playwright/test";

import type { Painted } from "../../../web/controllers/painted.ts";

/** One snapshot that reached the glass. Instants are milliseconds since the epoch, by this machine's clock. */
export interface PaintedSample extends Painted {
  readonly receivedAtMs: number;
  readonly paintedAtMs: number;
}

declare global {
  interface Window {
    vedettaPainted?: PaintedSample[];
  }
}

/** Starts to listen; call before the page is opened. */
export async function recordPainted(page: Page): Promise<void> {
  await page.addInitScript(() => {
    const samples: PaintedSample[] = [];
    window.vedettaPainted = samples;
    addEventListener("ve-painted", (event) => {
      if (!(event instanceof CustomEvent)) return;
      const painted: Painted = event.detail;
      samples.push({
        ...painted,
        receivedAtMs: performance.timeOrigin + painted.receivedMs,
        paintedAtMs: performance.timeOrigin + painted.paintedMs,
      });
    });
  });
}

/** Everything painted since the page was opened, oldest first. */
export const paintedSamples = (page: Page): Promise<readonly PaintedSample[]> =>
  page.evaluate(() => window.vedettaPainted ?? []);

/** Waits until a snapshot of this revision or a later one is on the glass, and returns its sample. */
export async function paintedRevision(page: Page, revision: number): Promise<PaintedSample> {
  const found = await page.waitForFunction(
    (wanted) => window.vedettaPainted?.find((sample) => sample.revision >= wanted),
    revision,
    { polling: 20 },
  );
  const sample = await found.jsonValue();
  if (!sample) throw new Error(`revision ${revision} was never painted`);
  return sample;
}

/** The value under which a share of all values lies, by nearest rank; `null` when there are none. */
export function quantile(values: readonly number[], share: number): number | null {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.max(0, Math.ceil(share * sorted.length) - 1)] ?? null;
}
