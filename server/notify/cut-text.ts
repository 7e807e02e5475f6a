const ELLIPSIS = "…";

/** At most `max` UTF-16 units, no character cut in two; what was cut ends in an ellipsis. */
export function cutText(text: string, max: number): string {
  return cutWhere(text, (candidate) => candidate.length <= max);
}

/** The same for bytes of UTF-8. */
export function cutBytes(text: string, max: number): string {
  return cutWhere(text, (candidate) => Buffer.byteLength(candidate) <= max);
}

function cutWhere(text: string, fits: (candidate: string) => boolean): string {
  if (fits(text)) return text;
  const characters = [...new Intl.Segmenter().segment(text)].map(({ segment }) => segment);
  let [low, high] = [0, characters.length];
  while (low < high) {
    const middle = Math.ceil((low + high) / 2);
    if (fits(characters.slice(0, middle).join("") + ELLIPSIS)) low = middle;
    else high = middle - 1;
  }
  return characters.slice(0, low).join("") + ELLIPSIS;
}
