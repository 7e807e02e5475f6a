/** Half as many again: less is not worth a word of its own. */
const CLEAR_RATIO = 1.5;
/** Standard deviations of a count by chance. */
const CLEAR_DEVIATIONS = 3;
/** Of fewer a ratio is a play with numbers: 46 beside 0.1 is three hundred times as many, and says nothing. */
const LEAST_USUAL = 5;

/** Whether a count lies so far above what is usual that chance does not explain it and anybody would notice. */
export function isClearlyAbove(count: number, usual: number): boolean {
  if (usual < LEAST_USUAL) return false;
  return count >= CLEAR_RATIO * usual && count - usual >= CLEAR_DEVIATIONS * Math.sqrt(usual);
}
