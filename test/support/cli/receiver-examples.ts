/** `node test/support/cli/receiver-examples.ts`: writes the examples of docs/receivers.md anew. */
import { readFileSync, writeFileSync } from "node:fs";

import { RECEIVER_PAGE, withExamples } from "../notify/receiver-page.ts";

writeFileSync(RECEIVER_PAGE, withExamples(readFileSync(RECEIVER_PAGE, "utf8")));
