/** Ids of stream entries, `milliseconds-number`: the server's clock when the entry came, and a number among those of the same millisecond. */

/** Before every entry. */
export const BEFORE_ALL = "0-0";

/** When the entry came, by the clock of the server. */
export const millisecondsOf = (id: string): number => Number(id.slice(0, id.indexOf("-")));
