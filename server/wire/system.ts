/**
 * How this node stands, for whoever looks after it: `GET /api/v1/system`. No address, no
 * path, no name of a person.
 */
import type { BusState } from "./bus.ts";

/** Everything at one moment. */
export interface SystemSnapshot {
  /** By the machine's own clock, also where the figures are invented. */
  readonly asOfMs: number;
  readonly startedAtMs: number;
  readonly version: string;
  /** Of the page that is served. */
  readonly build: string;
  /** Of Node. */
  readonly runtime: string;
  readonly simulated: boolean;
  readonly journal: {
    readonly writable: boolean;
    readonly bytes: number;
    /** By the clock of the house; `null`: nothing was committed yet. */
    readonly lastCommitMs: number | null;
  };
  readonly walls: {
    readonly connected: number;
    /** Of them, those that cannot follow at present. */
    readonly stalled: number;
  };
  /** Whether somebody outside is told that all is well, and if not why; a slug. */
  readonly watchdog: {
    readonly configured: boolean;
    readonly fresh: boolean;
    readonly reason: string | null;
  };
  /** `null`: this node is alone. */
  readonly bus: NodeOnBus | null;
}

/** How this node and the others hear of one another. */
export interface NodeOnBus {
  /** What this node is called among the others. */
  readonly node: string;
  readonly state: BusState;
  /** How often entries were lost, as far as this node noticed first. */
  readonly losses: number;
  /** Events that were not written to the bus yet. */
  readonly unwritten: number;
}
