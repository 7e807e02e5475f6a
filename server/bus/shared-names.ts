/** Names of what nodes share beside the events. */
import { busKeysOf } from "./bus-keys.ts";

export interface SharedNames {
  /** Stream: what nodes took in; see `bus-keys.ts`. */
  readonly events: string;
  /** Stream: events of third-party producers, until a node has taken them in. */
  readonly incoming: string;
  /** Stream, bounded: what was refused, and why. */
  readonly deadLetters: string;
  /** Channel: keys of days, sealed. Nothing of it is stored. */
  readonly dayKeys: string;
  /** Hash: what receivers were told of alerts, and what still waits. */
  readonly alerts: string;
  /** Hash: acknowledgements and silences, by subject. */
  readonly alertDecisions: string;
  /** Channel: accounts, sessions and screens, sealed. Nothing of it is stored. */
  readonly access: string;
  /** Channel: screens that wait to be let in, sealed. Nothing of it is stored. */
  readonly pairings: string;
  /** String that lives for a minute: by what nodes find out that they have the same secret. */
  readonly nodes: string;
  /** String that lives for seconds: who has the duty. */
  lease(duty: string): string;
  /** The same for the name of a node. */
  node(name: string): string;
}

export const sharedNamesOf = (prefix: string): SharedNames => ({
  events: busKeysOf(prefix).events,
  incoming: `${prefix}:incoming`,
  deadLetters: `${prefix}:dead-letters`,
  dayKeys: `${prefix}:day-keys`,
  alerts: `${prefix}:alerts`,
  alertDecisions: `${prefix}:alert-decisions`,
  access: `${prefix}:access`,
  pairings: `${prefix}:pairings`,
  nodes: `${prefix}:nodes`,
  lease: (duty) => `${prefix}:lease:${duty}`,
  node: (name) => `${prefix}:node:${name}`,
});
