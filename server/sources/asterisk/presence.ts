/** Whether the source is in step with its PBX, and what is told while it is: heartbeats and operators. */
import { ms, seconds } from "#domain/time.ts";
import type { Delivery } from "#engine/delivery.ts";
import type { StateEvents } from "#engine/state-events.ts";

import type { PbxTime } from "./pbx-time.ts";
import type { Reducer } from "./reducer.ts";
import type { Timers } from "./timers.ts";

export interface PresenceOptions {
  readonly delivery: Delivery;
  readonly state: StateEvents;
  readonly reducer: Reducer;
  readonly time: PbxTime;
  readonly timers: Timers;
  readonly onLink: (link: "live" | "lost") => void;
}

const HEARTBEAT_EVERY = seconds(5);
/** Changes of operators come once per queue; they are told together. */
const OPERATORS_SETTLE = ms(250);

export class Presence {
  readonly #options: PresenceOptions;
  #live = false;

  constructor(options: PresenceOptions) {
    this.#options = options;
  }

  get live(): boolean {
    return this.#live;
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
    const { timers, onLink } = this.#options;
    this.#live = false;
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
    delivery.push(state.operators(reducer.operators(time.now())));
  }

  #beat(): void {
    const { delivery, state } = this.#options;
    if (delivery.idle) delivery.push([state.heartbeat()]);
  }
}
