import { z } from "zod";

import { configSchema } from "./schema.ts";

/** For editors: completion and checks while a configuration is written. `npm run config-schema` stores it. */
export function configJsonSchema(): string {
  const schema = z.toJSONSchema(configSchema, { io: "input", target: "draft-2020-12" });
  return `${JSON.stringify({ title: "Vedetta configuration", ...schema }, null, 2)}\n`;
}
