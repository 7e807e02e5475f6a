import { z } from "zod";

import type { Logger } from "#engine/ports.ts";

import { wordOf } from "./answers.ts";
import { UnsupportedServer } from "./guarded-redis.ts";
import { createRareWarning } from "./rare-warning.ts";

/** What the client notes on a refusal; its arguments could be what we sent. */
const noted = z.object({ command: z.object({ name: z.string() }) });

/**
 * Tells what the server refuses, whoever of this node asked: with the command and the first word of the answer,
 * such as `xread` and NOPERM, and each pair of them once an hour. `EXEC` and `EVAL` stand for what is in them.
 */
export function createRefusalWarning(logger: Pick<Logger, "warn">): (refusal: Error) => void {
  const warn = createRareWarning(logger);
  return (refusal) => {
    if (refusal instanceof UnsupportedServer) return warn({ reason: "unsupported-server" }, refusal.message);
    warn(
      { reason: wordOf(refusal), command: noted.safeParse(refusal).data?.command.name },
      "the bus refuses what this node asks: asked again until it does not; the rights that its user needs are in docs/nodes.md, and under its prefix there may be nothing that nodes have not written",
    );
  };
}
