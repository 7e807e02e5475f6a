/** How many walls there may be. */
export interface SeatLimits {
  readonly maxWalls: number;
  /** Of one client address: a browser with many tabs, a house behind one router. */
  readonly maxWallsPerClient: number;
}

/** A seat is given back with `leave`, which may be called more than once. */
export type Seat =
  | { readonly ok: true; readonly leave: () => void }
  | { readonly ok: false; readonly reason: "house-full" | "client-full" };

/**
 * Counts who is connected or about to be. A seat is taken before the first
 * `await`, so a burst of requests cannot slip past the limits together.
 */
export class Seats {
  readonly #limits: SeatLimits;
  readonly #byClient = new Map<string, number>();
  #taken = 0;
  readonly #onEmpty: (() => void)[] = [];

  constructor(limits: SeatLimits) {
    this.#limits = limits;
  }

  take(client: string): Seat {
    if (this.#taken >= this.#limits.maxWalls) return { ok: false, reason: "house-full" };
    const ofClient = this.#byClient.get(client) ?? 0;
    if (ofClient >= this.#limits.maxWallsPerClient) return { ok: false, reason: "client-full" };

    this.#taken += 1;
    this.#byClient.set(client, ofClient + 1);
    let left = false;
    const leave = (): void => {
      if (left) return;
      left = true;
      this.#giveBack(client);
    };
    return { ok: true, leave };
  }

  /** Resolves when nobody is connected or about to be. */
  async whenEmpty(): Promise<void> {
    if (this.#taken === 0) return;
    const { promise, resolve } = Promise.withResolvers<void>();
    this.#onEmpty.push(resolve);
    await promise;
  }

  #giveBack(client: string): void {
    this.#taken -= 1;
    const remaining = (this.#byClient.get(client) ?? 1) - 1;
    if (remaining === 0) this.#byClient.delete(client);
    else this.#byClient.set(client, remaining);

    if (this.#taken > 0) return;
    for (const resolve of this.#onEmpty.splice(0)) resolve();
  }
}
