import { type Baseline, baselineSchema } from "./baseline-schema.ts";
import { readDataFile } from "./read-data-file.ts";

/** Reads what is usual for a house. Throws `ConfigError` with every fault. */
export const loadBaseline = (file: string): Baseline => readDataFile(file, baselineSchema);
