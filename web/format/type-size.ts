/** NUREG-0700: the least a character may subtend at the farthest seat. */
const SMALLEST_ARC_MINUTES = 16;
/** Height of a capital of Titillium Web, in em. */
const CAP_HEIGHT_EM = 0.692;
const MM_PER_INCH = 25.4;

/**
 * The smallest type as a share of the screen's diagonal, for a screen of
 * `diagonalInch` seen from `distanceM`. Multiplied by the diagonal in pixels it
 * is the font size in pixels, whatever the resolution or orientation.
 */
export function smallestTypeShare(distanceM: number, diagonalInch: number): number {
  const halfAngle = (SMALLEST_ARC_MINUTES / 2 / 60) * (Math.PI / 180);
  const capHeightMm = 2 * distanceM * 1_000 * Math.tan(halfAngle);
  return capHeightMm / CAP_HEIGHT_EM / (diagonalInch * MM_PER_INCH);
}

/** Reads `distance` (metres) and `diagonal` (inches) of an address; `null` when either is missing or absurd. */
export function viewingShareOf(query: URLSearchParams): number | null {
  const distance = Number(query.get("distance"));
  const diagonal = Number(query.get("diagonal"));
  const isSensible = distance >= 0.5 && distance <= 10 && diagonal >= 10 && diagonal <= 120;
  return isSensible ? smallestTypeShare(distance, diagonal) : null;
}
