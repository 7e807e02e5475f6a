/** Captures read straight into the reducer, without a socket: for orders and cuts of which there are too many to connect for each. */
import { type DurationMs, type EpochMs, epochMs, later, minutes, seconds } from "#domain/time.ts";
import type { HelplineEvent } from "#domain/contact-event.ts";
import type { AmiMessage } from "#sources/asterisk/ami-message.ts";
import { AmiParser } from "#sources/asterisk/ami-parser.ts";
import { decodeTimestamp } from "#sources/asterisk/decode-ami.ts";
import { decodeQueueLogRow, type QueueLogRow, timeOf } from "#sources/asterisk/queue-log.ts";
import { reducerContext } from "#sources/asterisk/reducer-context.ts";
import { Reducer } from "#sources/asterisk/reducer.ts";

import { asteriskConfig, captureHouse, plainPseudonyms } from "./asterisk-rig.ts";
import { capture } from "./asterisk-captures.ts";

export type Step =
  | { readonly at: EpochMs; readonly message: AmiMessage }
  | { readonly at: EpochMs; readonly row: QueueLogRow };

/** Every size of piece in which a socket may deliver bytes. */
export const PIECE_SIZES = { min: 1, max: 65_536 } as const;

/** The live events of a capture that pass `isWanted`; its bytes come in pieces of these sizes, in turn. */
export function messagesOf(
  name: string,
  isWanted: (message: AmiMessage) => boolean = () => true,
  pieces: readonly number[] = [PIECE_SIZES.max],
): readonly Step[] {
  const steps: Step[] = [];
  const parser = new AmiParser({
    onBanner: () => undefined,
    onMessage: (message) => {
      const at = decodeTimestamp(message);
      if (message.kind === "event" && at !== undefined && isWanted(message)) steps.push({ at, message });
    },
  });
  const bytes = capture(name);
  for (let from = 0, n = 0; from < bytes.length; n += 1) {
    const size = pieces[n % pieces.length] ?? PIECE_SIZES.max;
    // A copy, as the memory of a socket is used again.
    parser.feed(Buffer.from(bytes.subarray(from, from + size)));
    from += size;
  }
  return steps;
}

export function rowsOf(name: string): readonly Step[] {
  return capture(name)
    .toString("utf8")
    .split("\n")
    .flatMap((line): Step[] => {
      const decoded = decodeQueueLogRow(line);
      if (!decoded.ok) return [];
      return [{ at: timeOf(decoded.row), row: decoded.row }];
    });
}

/** What one reducer makes of these steps, in this order, when nothing more comes for `then`. */
export function reduced(
  steps: readonly Step[],
  config: Readonly<Record<string, unknown>> = {},
  then: DurationMs = minutes(1),
) {
  const reducer = new Reducer(reducerContext(asteriskConfig(1, config), captureHouse(), plainPseudonyms));
  const events: HelplineEvent[] = [];
  let now = epochMs(0);
  for (const step of steps) {
    now = epochMs(Math.max(now, step.at));
    events.push(
      ...("row" in step ? reducer.row(step.row, null) : reducer.event(step.message, step.at, now)),
      ...reducer.advance(now),
    );
  }
  events.push(...reducer.advance(later(now, then)));
  return { events, reducer };
}

/** Steps of both origins as a running PBX gives them: a row is read some time after it was written. */
export function interleaved(
  messages: readonly Step[],
  rows: readonly Step[],
  lag = seconds(1),
): readonly Step[] {
  const due = (step: Step): number => ("row" in step ? step.at + lag : step.at);
  return [...messages, ...rows].toSorted((a, b) => due(a) - due(b));
}
