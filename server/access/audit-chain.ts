import { createHash } from "node:crypto";

/** What people and programs do that somebody may have to answer for. */
export const DEEDS = [
  "login",
  "logout",
  "session.revoke",
  "account.invite",
  "account.setup",
  "account.remove",
  "account.arrive",
  "session.arrive",
  "screen.arrive",
  "screen.code",
  "screen.approve",
  "screen.pair",
  "screen.unpair",
  "screen.old-secret",
  "access.refuse",
  "token.add",
  "token.change",
  "token.remove",
  "token.end",
  "token.refuse",
  "alert.acknowledge",
  "alert.unacknowledge",
  "silence.begin",
  "silence.end",
  "delivery.resend",
  "receiver.test",
  "report.export",
  "configuration.change",
  "audit.prune",
] as const;
export type Deed = (typeof DEEDS)[number];

/** Who did what to what, from where, and what came of it. Never anything of a caller: there is no field for it. */
export interface AuditEntry {
  /** UTC milliseconds. */
  readonly at: number;
  readonly actor: string;
  readonly deed: string;
  readonly target: string;
  readonly address: string;
  readonly result: string;
}

export interface AuditRow extends AuditEntry {
  /** From 1, without gaps. */
  readonly seq: number;
  readonly hash: Uint8Array;
}

/** A place in the chain: a row's number and hash. */
export interface ChainMark {
  readonly seq: number;
  readonly hash: Uint8Array;
}

/** SHA-256 over the hash of the row before and this row, each field with its length by being JSON. */
export function chainHash(
  before: ChainMark,
  { at, actor, deed, target, address, result }: AuditEntry,
): Buffer {
  return createHash("sha256")
    .update(before.hash)
    .update(JSON.stringify([before.seq + 1, at, actor, deed, target, address, result]))
    .digest();
}

export type ChainVerdict =
  | { readonly ok: true; readonly rows: number; readonly head: ChainMark }
  | { readonly ok: false; readonly seq: number; readonly why: "changed" | "missing" | "cut-off" };

/** Whether every row from `base` to `head` is there, as it was written, in its order. */
export function verifyChain(rows: Iterable<AuditRow>, base: ChainMark, head: ChainMark): ChainVerdict {
  let last = base;
  let count = 0;
  for (const row of rows) {
    if (row.seq !== last.seq + 1) return { ok: false, seq: last.seq + 1, why: "missing" };
    if (Buffer.compare(chainHash(last, row), row.hash) !== 0)
      return { ok: false, seq: row.seq, why: "changed" };
    last = row;
    count += 1;
  }
  const isWhole = last.seq === head.seq && Buffer.compare(last.hash, head.hash) === 0;
  return isWhole
    ? { ok: true, rows: count, head: { seq: last.seq, hash: last.hash } }
    : { ok: false, seq: last.seq + 1, why: "cut-off" };
}
