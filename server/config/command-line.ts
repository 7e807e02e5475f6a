import { parseArgs } from "node:util";

import { ConfigError, type ConfigFault } from "./fault.ts";
import type { Config } from "./schema.ts";

/** What the command line says instead of the configuration. */
export interface CommandLine {
  /** The configuration file. */
  readonly config: string | undefined;
  /** Where the simulation begins, local time of the house. */
  readonly from: string | undefined;
  /** The local day that the simulation replays from its midnight on. */
  readonly day: string | undefined;
  /** How many times faster than life it runs. */
  readonly speed: string | undefined;
}

const USAGE = "use --config FILE, --from YYYY-MM-DDThh:mm or --day YYYY-MM-DD, --speed NUMBER";

/** Throws `ConfigError` for an option it does not know. */
export function parseCommandLine(words: readonly string[]): CommandLine {
  try {
    const text = { type: "string" } as const;
    const options = { config: text, from: text, day: text, speed: text };
    const { config, from, day, speed } = parseArgs({ args: [...words], options }).values;
    return { config, from, day, speed };
  } catch {
    throw new ConfigError("command line", [{ path: [], message: USAGE }]);
  }
}

/** Puts `--from`, `--day` and `--speed` into the simulation of a configuration. Throws `ConfigError`. */
export function withSimulationOptions(config: Config, { from, day, speed }: CommandLine): Config {
  if (from === undefined && day === undefined && speed === undefined) return config;
  const faults: ConfigFault[] = [];
  if (!config.sources.some((source) => source.kind === "simulation"))
    faults.push({
      path: [],
      message: "--from, --day and --speed are for a simulation, and the configuration has none",
    });
  if (from !== undefined && !/^\d{4}-\d\d-\d\dT\d\d:\d\d$/.test(from))
    faults.push({ path: ["--from"], message: "use YYYY-MM-DDThh:mm, local time of the house" });
  if (day !== undefined && !/^\d{4}-\d\d-\d\d$/.test(day))
    faults.push({ path: ["--day"], message: "use YYYY-MM-DD, a day of the house" });
  if (from !== undefined && day !== undefined)
    faults.push({ path: ["--from"], message: "leave it out: a day is replayed from its midnight on" });
  const start = day === undefined ? from : `${day}T00:00`;
  const rate = speed === undefined ? undefined : Number(speed);
  if (rate !== undefined && !(rate >= 0.1 && rate <= 3_600))
    faults.push({ path: ["--speed"], message: "use a number from 0.1 to 3600" });
  if (faults.length > 0) throw new ConfigError("command line", faults);
  const sources = config.sources.map((source) =>
    source.kind === "simulation"
      ? {
          ...source,
          ...(start === undefined ? {} : { from: start }),
          ...(rate === undefined ? {} : { speed: rate }),
        }
      : source,
  );
  return { ...config, sources };
}
