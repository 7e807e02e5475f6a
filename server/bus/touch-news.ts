/** What a node says to the others of the sources: when it was in touch with which, as one field of JSON. */
import { z } from "zod";

import type { SourceId } from "#domain/contact-event.ts";
import { epochMs, seconds } from "#domain/time.ts";
import type { BusEngine, BusEntry, SourceTouch } from "#engine/bus-ports.ts";
import type { Clock } from "#engine/ports.ts";

import { ignoreExpected } from "./answers.ts";
import type { BusKeys } from "./bus-keys.ts";
import type { BusConnection } from "./connection.ts";
import { every } from "./every.ts";

const TOUCH_EVERY = seconds(5);
/** Every message says everything: older ones are of no use. */
const TOUCHES_KEPT = 100;

/** More stretches than that have the oldest left out: a source that comes and goes every minute for hours. */
const MOST_STRETCHES = 200;
const MOST_HOURS = 48;

const instant = z.int().min(0).transform(epochMs);
const touchesSchema = z.array(
  z.strictObject({
    source: z.string(),
    link: z.enum(["connecting", "live", "lost"]),
    heardAt: instant.nullable(),
    stretches: z
      .array(z.strictObject({ from: instant, to: instant }).refine(({ from, to }) => from <= to))
      .max(MOST_STRETCHES),
    hours: z.array(instant).max(MOST_HOURS),
  }),
);

export interface TouchNewsOptions {
  readonly connection: Pick<BusConnection, "isUp" | "write">;
  readonly keys: Pick<BusKeys, "touch">;
  readonly engine: Pick<BusEngine, "touches" | "touchedElsewhere">;
  readonly journal: { readonly identity: string };
  readonly sources: readonly SourceId[];
  readonly clock: Clock;
}

export interface TouchNews {
  /** Takes what a node said, as it stands on the stream. */
  hear(fields: BusEntry["fields"]): void;
  close(): void;
}

/** Tells the others every five seconds. */
export function startTouchNews(options: TouchNewsOptions): TouchNews {
  const { connection, keys, engine, journal, clock } = options;
  const sources = new Set(options.sources);
  const tell = (): void => {
    if (!connection.isUp) return;
    const text = touchText(engine.touches());
    void connection
      .write((redis) =>
        redis.xadd(keys.touch, "MAXLEN", "~", TOUCHES_KEPT, "*", "n", journal.identity, "t", text),
      )
      .catch(ignoreExpected);
  };
  return {
    hear({ n, t }) {
      if (n !== journal.identity && t !== undefined) engine.touchedElsewhere(decodeTouches(t, sources));
    },
    close: every(clock, TOUCH_EVERY, tell),
  };
}

const touchText = (touches: readonly SourceTouch[]): string =>
  JSON.stringify(
    touches.map((touch) => ({
      ...touch,
      stretches: touch.stretches.slice(-MOST_STRETCHES),
      hours: touch.hours.slice(-MOST_HOURS),
    })),
  );

/** Nothing of sources that this house does not have, and nothing at all of a text that no node wrote. */
function decodeTouches(text: string, sources: ReadonlySet<SourceId>): readonly SourceTouch[] {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return [];
  }
  const decoded = touchesSchema.safeParse(value);
  return decoded.success ? decoded.data.filter(({ source }) => sources.has(source)) : [];
}
