/** Writes `config/baseline-1522.json` anew from the seed report. */
import { writeFileSync } from "node:fs";

import { deriveBaseline } from "../derive-baseline.ts";
import { readSeedReport } from "../seed-report.ts";

/** Arrays of numbers stay on one line, so that a row of the week reads as a row. */
const oneLineArrays = (json: string): string =>
  json.replaceAll(/\[[\d.,\s]+\]/g, (array) =>
    array.replaceAll(/\s+/g, " ").replace("[ ", "[").replace(" ]", "]"),
  );

writeFileSync(
  new URL("../../../config/baseline-1522.json", import.meta.url),
  `${oneLineArrays(JSON.stringify(deriveBaseline(readSeedReport()), null, 2))}\n`,
);
