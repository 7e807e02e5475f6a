/** Half as many again: less is not worth a word of its own. */
const CLEAR_RATIO = 1.5;
/** Standard deviations of a count by chance. */
const CLEAR_DEVIATIONS = 3;

/** Whether a count lies so far above what is usual that chance does not explain it and anybody would notice. */
export function isClearlyAbove(count: number, usual: number): boolean {
  if (usual <= 0) return false;
  return count >= CLEAR_RATIO * usual && count - usual >= CLEAR_DEVIATIONS * Math.sqrt(usual);
}
