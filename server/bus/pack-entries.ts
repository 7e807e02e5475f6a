import type { CommittedBatch } from "#engine/bus-ports.ts";

import { envelopeOf } from "./envelope.ts";

/** Events in one entry: many small ones cost a reader more than what is in them. */
const MOST_EVENTS = 100;
const MOST_CHARACTERS = 48_000;
const MINUTE_MS = 60_000;

/** One entry to be written, as field, value, field, value. */
export interface PackedEntry {
  readonly fields: readonly string[];
  /** The journal has been written up to this sequence number, this entry included. */
  readonly upTo: number;
}

interface Open {
  readonly texts: string[];
  characters: number;
  readonly clamped: boolean;
  readonly received: number;
  readonly isOwn: boolean;
}

/**
 * Puts events of consecutive commits together, as long as they were received in the same minute
 * and none or all of them are clamped. When an event was received first is told where this node knows it.
 */
export function packEntries(batches: readonly CommittedBatch[], node: string): readonly PackedEntry[] {
  const packed: PackedEntry[] = [];
  let open: Open | null = null;
  let upTo = 0;
  const close = (): void => {
    if (open === null) return;
    const { texts, clamped, received, isOwn } = open;
    const fields = ["v", "1", "n", node, "e", texts.length === 1 ? (texts[0] ?? "") : `[${texts.join(",")}]`];
    if (isOwn) fields.push("r", String(received));
    if (clamped) fields.push("c", "1");
    packed.push({ fields, upTo });
    open = null;
  };
  for (const { first, received, isOwn, events } of batches)
    for (const [index, event] of events.entries()) {
      const text = JSON.stringify(envelopeOf(event));
      const clamped = event.clamped !== undefined;
      const isFull =
        open !== null &&
        (open.texts.length >= MOST_EVENTS ||
          open.characters + text.length > MOST_CHARACTERS ||
          open.clamped !== clamped ||
          open.isOwn !== isOwn ||
          minuteOf(open.received) !== minuteOf(received));
      if (isFull) close();
      open ??= { texts: [], characters: 0, clamped, received, isOwn };
      open.texts.push(text);
      open.characters += text.length;
      // Of a batch that is not whole in it only what came before is written.
      upTo = index === events.length - 1 ? first + index : upTo;
    }
  close();
  return packed;
}

const minuteOf = (at: number): number => Math.floor(at / MINUTE_MS);
