import type { Page } from "@playwright/test";

/**
 * Faults of the layout, as sentences: scroll bars, text that leaves the screen or
 * the box that clips it, text over other text, text smaller than the smallest type.
 * Empty when the wall is as it should be.
 */
export async function layoutFaults(page: Page): Promise<readonly string[]> {
  await page.evaluate(() => document.fonts.ready);
  return page.evaluate(() => {
    interface Box {
      readonly text: string;
      readonly left: number;
      readonly right: number;
      readonly top: number;
      readonly bottom: number;
    }
    // Titillium Web: the box of a line is 1.521 em high, capitals stand from 0.29 to 0.745 of it.
    const CAPITAL_TOP = 0.29;
    const BASELINE = 0.745;
    const TOLERANCE_PX = 1.5;
    const faults: string[] = [];
    const boxes: Box[] = [];
    const smallestPx = Number.parseFloat(getComputedStyle(document.documentElement).fontSize);

    const isOutside = (box: Box, frame: Omit<Box, "text">) =>
      box.left < frame.left - TOLERANCE_PX ||
      box.right > frame.right + TOLERANCE_PX ||
      box.top < frame.top - TOLERANCE_PX ||
      box.bottom > frame.bottom + TOLERANCE_PX;

    const take = (node: Text, clips: readonly DOMRect[]): void => {
      const text = node.data.trim();
      const parent = node.parentElement;
      if (text === "" || !parent?.checkVisibility()) return;
      // What is for ears alone has no place on the screen.
      if (getComputedStyle(parent).clipPath !== "none") return;
      const range = document.createRange();
      range.selectNodeContents(node);
      for (const rect of range.getClientRects()) {
        if (rect.width === 0) continue;
        const box = {
          text,
          left: rect.left,
          right: rect.right,
          top: rect.top + rect.height * CAPITAL_TOP,
          bottom: rect.top + rect.height * BASELINE,
        };
        boxes.push(box);
        if (isOutside(box, { left: 0, top: 0, right: innerWidth, bottom: innerHeight }))
          faults.push(`"${text}" leaves the screen`);
        if (clips.some((clip) => isOutside(box, clip))) faults.push(`"${text}" is clipped`);
      }
      const typePx = Number.parseFloat(getComputedStyle(parent).fontSize);
      if (typePx < smallestPx - 0.5) faults.push(`"${text}" is set in ${typePx} px, under ${smallestPx} px`);
    };

    const visit = (node: Node, clips: readonly DOMRect[]): void => {
      if (node instanceof Text) return take(node, clips);
      if (node instanceof HTMLElement && getComputedStyle(node).overflow !== "visible")
        clips = [...clips, node.getBoundingClientRect()];
      if (node instanceof Element && node.shadowRoot) visit(node.shadowRoot, clips);
      for (const child of node.childNodes) visit(child, clips);
    };
    visit(document.body, []);

    for (const [at, one] of boxes.entries())
      for (const other of boxes.slice(at + 1)) {
        const width = Math.min(one.right, other.right) - Math.max(one.left, other.left);
        const height = Math.min(one.bottom, other.bottom) - Math.max(one.top, other.top);
        if (width > TOLERANCE_PX && height > TOLERANCE_PX)
          faults.push(`"${one.text}" and "${other.text}" lie over each other`);
      }
    const { scrollWidth, scrollHeight } = document.documentElement;
    if (scrollWidth > innerWidth || scrollHeight > innerHeight) faults.push("the page scrolls");
    if (boxes.length < 7) faults.push("hardly any text was found");
    return faults;
  });
}
