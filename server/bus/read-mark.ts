import { z } from "zod";

const schema = z.object({
  /** A place of another epoch says nothing. */
  epoch: z.string(),
  cursor: z.string(),
  count: z.int(),
  isCertain: z.boolean(),
});

/**
 * How far the journal says that the stream was read. `null`: nothing was read yet, or nobody knows how far, and
 * then it is read from its beginning: what comes again counts once.
 */
export function readMarkOf(text: string | null): z.output<typeof schema> | null {
  if (text === null) return null;
  try {
    return schema.parse(JSON.parse(text));
  } catch {
    return null;
  }
}
