/** Names of what the nodes share. */
export interface BusKeys {
  /** Stream: every event that any node took in, of the last 48 hours. */
  readonly events: string;
  /** Stream, short: when which node was in touch with which source. */
  readonly touch: string;
  /** String: changes when entries were lost, and every node then publishes its journal anew. */
  readonly epoch: string;
  /** Hash: days of the ledger. */
  readonly ledger: string;
  /** Hash: what each of these days amounts to, so that equal ones need not be read. */
  readonly ledgerDigests: string;
}

export const busKeysOf = (prefix: string): BusKeys => ({
  events: `${prefix}:events`,
  touch: `${prefix}:touch`,
  epoch: `${prefix}:epoch`,
  ledger: `${prefix}:ledger`,
  ledgerDigests: `${prefix}:ledger-digests`,
});
