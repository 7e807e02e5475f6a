import { z } from "zod";

import { type CalendarEntry, calendarEntrySchema } from "./calendar-schema.ts";

type Block = CalendarEntry["blocks"][number];

/** What of an entry of a calendar could be read; `null` stands for what could not. */
export interface ReadableEntry {
  readonly id: string | null;
  readonly label: CalendarEntry["label"] | null;
  readonly when: Pick<CalendarEntry, "month" | "day" | "date"> | null;
  readonly blocks: readonly (Block | null)[];
}

const { id, label, month, day, date, blocks } = calendarEntrySchema.shape;
const whenSchema = z.object({ month, day, date });
const blockSchema = blocks.element;
const fileSchema = z.object({ knownDays: z.array(z.unknown()) });

/** Reads each part by itself, so that a mistake in one does not hide those of the others. */
export function readableEntries(raw: unknown): readonly ReadableEntry[] {
  return (partOf(fileSchema, raw)?.knownDays ?? []).map((entry) => {
    const fields = partOf(z.record(z.string(), z.unknown()), entry) ?? {};
    const list = partOf(z.array(z.unknown()), fields["blocks"]) ?? [];
    return {
      id: partOf(id, fields["id"]),
      label: partOf(label, fields["label"]),
      when: partOf(whenSchema, entry),
      blocks: list.map((block) => partOf(blockSchema, block)),
    };
  });
}

function partOf<S extends z.ZodType>(schema: S, value: unknown): z.output<S> | null {
  const result = schema.safeParse(value);
  return result.success ? result.data : null;
}
