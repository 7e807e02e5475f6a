/** What a node says to the others of the sources: when it was in touch with which, as one field of JSON. */
import { z } from "zod";

import type { SourceId } from "#domain/contact-event.ts";
import { epochMs } from "#domain/time.ts";
import type { SourceTouch } from "#engine/bus-ports.ts";

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

export const touchText = (touches: readonly SourceTouch[]): string =>
  JSON.stringify(
    touches.map((touch) => ({
      ...touch,
      stretches: touch.stretches.slice(-MOST_STRETCHES),
      hours: touch.hours.slice(-MOST_HOURS),
    })),
  );

/** Nothing of sources that this house does not have, and nothing at all of a text that no node wrote. */
export function decodeTouches(text: string, sources: ReadonlySet<SourceId>): readonly SourceTouch[] {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return [];
  }
  const decoded = touchesSchema.safeParse(value);
  return decoded.success ? decoded.data.filter(({ source }) => sources.has(source)) : [];
}
