import { quarterFaults } from "./quarter-checks.ts";
import { type QuarterFigures, quarterSchema } from "./quarter-schema.ts";
import { readDataFile } from "./read-data-file.ts";

/** Reads the figures of a quarter, which must agree with one another once each can be read. Throws `ConfigError` with every fault. */
export const loadQuarter = (file: string): QuarterFigures =>
  readDataFile(file, quarterSchema, (_raw, figures) => (figures === null ? [] : quarterFaults(figures)));
