/** How much of a list there is room for: the first `count` items, each in its wording number `wording`. */
export interface FittedItems {
  readonly count: number;
  readonly wording: number;
}

export interface ItemRoom {
  readonly lines: number;
  readonly width: number;
  readonly gap: number;
}

/**
 * All items in their fullest wording, or in the next one; where that is no room for all, as many
 * as fit in the fullest wording that has room for one. `widths`: of each item by wording, the
 * fullest first; an item without so many has its last one. `restWidth`: of what stands for so
 * many others.
 */
export function fitItems(
  widths: readonly (readonly number[])[],
  restWidth: (others: number) => number,
  room: ItemRoom,
): FittedItems {
  const fits = (count: number, wording: number): boolean => {
    const pieces = widths.slice(0, count).map((one) => one[wording] ?? one.at(-1) ?? 0);
    const others = widths.length - count;
    return isRoomFor(others === 0 ? pieces : [...pieces, restWidth(others)], room);
  };
  const all = widths.length;
  for (const wording of [0, 1]) if (fits(all, wording)) return { count: all, wording };
  const wordings = Math.max(1, ...widths.map((one) => one.length));
  for (let wording = 0; wording < wordings; wording += 1)
    for (let count = all; count > 0; count -= 1) if (fits(count, wording)) return { count, wording };
  return { count: 0, wording: 0 };
}

function isRoomFor(pieces: readonly number[], { lines, width, gap }: ItemRoom): boolean {
  let used = 1;
  let left = width;
  for (const [at, piece] of pieces.entries()) {
    if (piece > width) return false;
    if (at > 0 && piece + gap > left) {
      used += 1;
      left = width - piece;
    } else left -= piece + (at > 0 ? gap : 0);
  }
  return used <= lines;
}
