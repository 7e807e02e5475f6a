/** `npm run config-schema`: stores the schema that editors check a configuration with. */
import { writeFileSync } from "node:fs";

import { configJsonSchema } from "#config/json-schema.ts";

writeFileSync("config/vedetta.schema.json", configJsonSchema());
process.stdout.write("config/vedetta.schema.json written\n");
