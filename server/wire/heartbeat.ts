import type { SourceId } from "#domain/contact-event.ts";

import type { BusSnapshot } from "./bus.ts";

/**
 * Sent to every wall every second as the named event `heartbeat`, without an id.
 * Proves that the link lives, sets the wall's clock and tells how old each source is.
 */
export interface Heartbeat {
  /** The server's present; runs `speed` times faster than life in a simulation. */
  readonly nowMs: number;
  readonly speed: number;
  /** Revision of the latest snapshot. */
  readonly revision: number;
  /** `null`: this node is alone. */
  readonly bus: BusSnapshot | null;
  /** Changes with every build of the page; a wall that sees a new one reloads. */
  readonly build: string;
  /** Real milliseconds since each source was last heard; `null`: never. */
  readonly sources: readonly { readonly source: SourceId; readonly ageMs: number | null }[];
}
