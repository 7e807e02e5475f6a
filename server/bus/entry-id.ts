/** Ids of stream entries, `milliseconds-number`: the server's clock when the entry came, and a number among those of the same millisecond. */

/** Before every entry. */
export const BEFORE_ALL = "0-0";

/** Negative when `a` came before `b`. */
export function compareIds(a: string, b: string): number {
  const [aMs, aNumber] = partsOf(a);
  const [bMs, bNumber] = partsOf(b);
  return aMs - bMs || aNumber - bNumber;
}

/** When the entry came, by the clock of the server. */
export const millisecondsOf = (id: string): number => partsOf(id)[0];

function partsOf(id: string): readonly [number, number] {
  const dash = id.indexOf("-");
  return [Number(id.slice(0, dash)), Number(id.slice(dash + 1))];
}
