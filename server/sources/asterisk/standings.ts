/** What is known of a channel: a call of ours, one seen in other queues only, or one whose beginning is missing. */
export type Standing = "ours" | "elsewhere" | "headless";

/** Calls remembered at the least; more are open at once on no PBX. */
const MIN_REMEMBERED = 20_000;

/**
 * Remembers how calls stand, the newest ones. In two generations, of which the older
 * is let go of as a whole: taking the oldest of a map away one by one was a quarter of
 * the time of an import.
 */
export class Standings {
  #young = new Map<string, Standing>();
  #old = new Map<string, Standing>();

  get(uniqueid: string): Standing | undefined {
    return this.#young.get(uniqueid) ?? this.#old.get(uniqueid);
  }

  set(uniqueid: string, standing: Standing): void {
    this.#young.set(uniqueid, standing);
    if (this.#young.size < MIN_REMEMBERED) return;
    this.#old = this.#young;
    this.#young = new Map();
  }
}
