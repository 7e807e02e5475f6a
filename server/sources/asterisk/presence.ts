/** Whether the source is in step with its PBX, and what is told while it is: heartbeats and operators. */
import { type EpochMs, ms, seconds } from "#domain/time.ts";
import type { Clock } from "#engine/ports.ts";

import type { Delivery } from "./delivery.ts";
import type { PbxTime } from "./pbx-time.ts";
import type { Reducer } from "./reducer.ts";
import type { StateEvents } from "./state-events.ts";
import type { Timers } from "./timers.ts";

export interface PresenceOptions {
  readonly delivery: Delivery;
  readonly state: StateEvents;
  readonly reducer: Reducer;
  readonly time: PbxTime;
  readonly timers: Timers;
  readonly clock: Clock;
  readonly onLink: (link: "live" | "lost") => void;
}

const HEARTBEAT_EVERY = seconds(5);
/** Changes of operators come once per queue; they are told together. */
const OPERATORS_SETTLE = ms(250);

export class Presence {
  readonly #options: PresenceOptions;
  #live = false;
  #lostAt: EpochMs | null = null;

  constructor(options: PresenceOptions) {
    this.#options = options;
  }

  get live(): boolean {
    return this.#live;
  }

  /** When it was last in step, by our clock; `null`: never. */
  get lostAt(): EpochMs | null {
    return this.#lostAt;
  }

  begin(): void {
    if (this.#live) return;
    const { state, timers, onLink } = this.#options;
    this.#live = true;
    state.forgetOperators();
    onLink("live");
    timers.every("heartbeat", HEARTBEAT_EVERY, () => this.#beat());
    this.#beat();
  }

  end(): void {
    if (!this.#live) return;
    const { timers, clock, onLink } = this.#options;
    this.#live = false;
    this.#lostAt = clock.now();
    timers.cancel("heartbeat");
    onLink("lost");
  }

  /** Tells the operators in a moment, when the other events of the same change have come. */
  operatorsMayHaveChanged(): void {
    const { timers } = this.#options;
    if (this.#live && !timers.has("operators"))
      timers.after("operators", OPERATORS_SETTLE, () => this.tellOperators());
  }

  /** Only the newest counts are worth anything: while events wait to be committed none are added. */
  tellOperators(): void {
    const { delivery, state, reducer, time, timers } = this.#options;
    timers.cancel("operators");
    if (!this.#live || !delivery.idle) return;
    const now = time.now();
    delivery.push(state.operators(reducer.operators(now), now));
  }

  #beat(): void {
    const { delivery, state } = this.#options;
    if (delivery.idle) delivery.push([state.heartbeat()]);
  }
}
