/** A cell of the ledger as a row of its table, and back. */
import type { SQLOutputValue } from "node:sqlite";

import { CHANNELS } from "#domain/contact-event.ts";
import { type LedgerCell, ledgerOutcomeOf } from "#domain/ledger-cell.ts";
import { epochMs, ms } from "#domain/time.ts";
import type { ArrivalsOrigin, HourArrivals } from "#engine/hour-arrivals.ts";
import type { ChannelSteps, HourState } from "#engine/ports.ts";

const STATES: readonly HourState[] = ["heard", "closed", "imported"];

/** What an hour tells, as its row has it: whoever arrived, or contacts from their queue on only. */
export const ARRIVALS = "arrivals";
export const QUEUED = "queued";

export const hourStateOf = (value: SQLOutputValue | undefined): HourState | undefined =>
  STATES.find((state) => state === value);

/** The columns of `cells`, in their order. */
export const valuesOf = (cell: LedgerCell): (string | number)[] => [
  cell.hour,
  cell.source,
  cell.channel,
  cell.language ?? "",
  cell.entry ?? "",
  cell.outcome,
  cell.count,
  cell.waitSum,
  [...cell.waitBins]
    .sort(([a], [b]) => a - b)
    .map(([bin, count]) => `${bin}:${count}`)
    .join(","),
  cell.talks,
  cell.talkSum,
];

/** `null`: the row was not written by this program. */
export function cellOf(row: Record<string, SQLOutputValue>): LedgerCell | null {
  const channel = CHANNELS.find((name) => name === row["channel"]);
  const outcome = ledgerOutcomeOf(String(row["outcome"]));
  if (channel === undefined || outcome === null) return null;
  return {
    hour: epochMs(Number(row["hour"])),
    source: String(row["source"]),
    channel,
    language: String(row["language"]) || null,
    entry: String(row["entry"]) || null,
    outcome,
    count: Number(row["count"]),
    waitSum: ms(Number(row["wait_sum_ms"])),
    waitBins: binsOf(String(row["waits"])),
    talks: Number(row["talks"]),
    talkSum: ms(Number(row["talk_sum_ms"])),
  };
}

function binsOf(text: string): ReadonlyMap<number, number> {
  const bins = new Map<number, number>();
  if (text === "") return bins;
  for (const pair of text.split(",")) {
    const colon = pair.indexOf(":");
    bins.set(Number(pair.slice(0, colon)), Number(pair.slice(colon + 1)));
  }
  return bins;
}

/** `null`: the row was not written by this program. */
export function arrivalsOf(row: Record<string, SQLOutputValue>): HourArrivals | null {
  const channel = CHANNELS.find((name) => name === row["channel"]) ?? null;
  if (channel === null && row["channel"] !== null) return null;
  return {
    hour: epochMs(Number(row["hour"])),
    source: String(row["source"]),
    channel,
    count: Number(row["count"]),
    origin: originOf(row),
  };
}

const originOf = ({ state, tells }: Record<string, SQLOutputValue>): ArrivalsOrigin => {
  if (hourStateOf(state) !== "imported") return "live";
  return tells === QUEUED ? "imported-queued" : "imported";
};

/** The columns of `steps`, in their order. */
export function stepValuesOf({ day, channel, counts, known }: ChannelSteps) {
  const bytes = new Uint8Array(counts.length * 2);
  const view = new DataView(bytes.buffer);
  for (const [index, count] of counts.entries()) view.setUint16(index * 2, count, true);
  return [day, channel, bytes, known] as const;
}

/** `null`: the row was not written by this program. */
export function stepsOf(row: Record<string, SQLOutputValue>): ChannelSteps | null {
  const channel = CHANNELS.find((name) => name === row["channel"]);
  const { counts: bytes, known } = row;
  if (channel === undefined || !(bytes instanceof Uint8Array) || !(known instanceof Uint8Array)) return null;
  if (bytes.length !== known.length * 2) return null;
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const counts = Uint16Array.from(known, (_, index) => view.getUint16(index * 2, true));
  return { day: epochMs(Number(row["day"])), channel, counts, known: Uint8Array.from(known) };
}
