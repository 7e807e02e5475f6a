/**
 * Who of several nodes tells receivers. Every node looks at the alerts, so that any can go on;
 * only the one that holds the lease puts messages into its outbox.
 */
export interface Lease {
  /** Whether this node tells. True as well while nobody can say who does: told twice is better than not at all. */
  isHeld(): boolean;
}

/** For a node that is alone. */
export const ALONE: Lease = { isHeld: () => true };
