/**
 * A recorded session of the manager interface, taken apart: live events and
 * answered listings, in the order of the recording, with their bytes untouched.
 */

export const LISTINGS = ["QueueStatus", "QueueSummary", "CoreShowChannels"] as const;
export type Listing = (typeof LISTINGS)[number];

export type RecordedStep =
  | { readonly type: "event"; readonly bytes: Buffer }
  /** From `EventList: start` to `EventList: Complete`, with the ActionID of the one who recorded. */
  | { readonly type: "listing"; readonly action: Listing; readonly blocks: readonly Buffer[] };

/** One connection. A capture holds several where the connection was lost. */
export interface AmiRecording {
  /** The block `FullyBooted` as it was sent after login, when there was one. */
  readonly fullyBooted: Buffer | null;
  readonly steps: readonly RecordedStep[];
}

const BANNER = "Asterisk Call Manager/";
const BLOCK_END = "\r\n\r\n";

/** The connections of a capture, in order. */
export function recordingsOf(capture: Buffer): readonly AmiRecording[] {
  // Latin-1 maps every byte to one character and back, so nothing is changed.
  return capture
    .toString("latin1")
    .split(BANNER)
    .slice(1)
    .map((session) => recordingOf(session.slice(session.indexOf("\r\n") + 2)));
}

/** The first answer to `action` in a recording; throws when it holds none. */
export function listingOf(recording: AmiRecording | undefined, action: Listing): readonly Buffer[] {
  for (const step of recording?.steps ?? []) {
    if (step.type === "listing" && step.action === action) return step.blocks;
  }
  throw new Error(`The recording holds no ${action}.`);
}

/** The names of the live events, in order. */
export function eventNamesOf(recording: AmiRecording | undefined): readonly string[] {
  return (recording?.steps ?? [])
    .filter((step) => step.type === "event")
    .map((step) => valueIn(step.bytes.toString("latin1"), "Event") ?? "");
}

/** The value of a key in the bytes of a block. */
export function valueIn(block: string, key: string): string | undefined {
  const line = block.split("\r\n").find((candidate) => candidate.startsWith(`${key}: `));
  return line?.slice(key.length + 2);
}

function recordingOf(session: string): AmiRecording {
  const steps: RecordedStep[] = [];
  const open = new Map<string, Buffer[]>();
  let fullyBooted: Buffer | null = null;
  for (const text of session.split(BLOCK_END).slice(0, -1)) {
    const block = text.replace(/^(?:\r\n)+/, "");
    const bytes = Buffer.from(text + BLOCK_END, "latin1");
    const event = /^Event: (.*)/.exec(block)?.[1];
    const actionId = valueIn(block, "ActionID") ?? "";
    const list = open.get(actionId);
    if (event === undefined) {
      if (valueIn(block, "EventList") === "start") open.set(actionId, [bytes]);
    } else if (event === "FullyBooted") {
      fullyBooted = bytes;
    } else if (list === undefined) {
      steps.push({ type: "event", bytes });
    } else {
      list.push(bytes);
      const action = LISTINGS.find((name) => event === `${name}Complete`);
      if (action !== undefined) steps.push({ type: "listing", action, blocks: list });
      if (valueIn(block, "EventList") === "Complete") open.delete(actionId);
    }
  }
  return { fullyBooted, steps };
}
