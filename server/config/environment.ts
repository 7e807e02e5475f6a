import { z } from "zod";

import type { ConfigFault } from "./fault.ts";

/** The variables of a process, or a part of them. */
export type Environment = Readonly<Record<string, string | undefined>>;

/** The configuration that is used when `VEDETTA_CONFIG` names no other. Runs as it is, with invented figures. */
export const DEFAULT_CONFIG_FILE = "config/vedetta.example.yaml";

/** The configuration file to read: `VEDETTA_CONFIG`, or the shipped example. An empty variable counts as not set. */
export function configFileOf(environment: Environment): string {
  return environment["VEDETTA_CONFIG"] || DEFAULT_CONFIG_FILE;
}

/** What `VEDETTA_LOG` may be: the least that is written to the log. */
export const LOG_LEVELS: readonly string[] = ["debug", "info", "warn", "error", "silent"];

/** What the environment says instead of the file. */
export interface Overrides {
  readonly server: { readonly host?: string; readonly port?: number };
  readonly dataDirectory: string | undefined;
  readonly node: string | undefined;
  readonly faults: readonly ConfigFault[];
}

const portText = z
  .string()
  .regex(/^\d{1,5}$/)
  .transform(Number)
  .pipe(z.number().max(65_535));

/** Reads `VEDETTA_HOST`, `VEDETTA_PORT`, `VEDETTA_DATA` and `VEDETTA_NODE`, and checks `VEDETTA_LOG`. An empty variable counts as not set. */
export function overridesOf(environment: Environment): Overrides {
  const faults: ConfigFault[] = [];
  const host = environment["VEDETTA_HOST"] || undefined;
  const isHost = host !== undefined && /^[A-Za-z0-9.:-]+$/.test(host);
  if (host !== undefined && !isHost)
    faults.push({ path: ["VEDETTA_HOST"], message: "use an address or a host name, without a port" });

  const port = portText.optional().safeParse(environment["VEDETTA_PORT"] || undefined);
  if (!port.success) faults.push({ path: ["VEDETTA_PORT"], message: "use a whole number from 0 to 65535" });

  const data = environment["VEDETTA_DATA"] || undefined;
  if (data?.includes("\0")) faults.push({ path: ["VEDETTA_DATA"], message: "use the path of a directory" });

  const node = environment["VEDETTA_NODE"] || undefined;
  if (node !== undefined && !/^[a-z][a-z0-9_-]{0,40}$/.test(node))
    faults.push({ path: ["VEDETTA_NODE"], message: "use lower-case letters, digits, - and _" });

  const level = environment["VEDETTA_LOG"] || undefined;
  if (level !== undefined && !LOG_LEVELS.includes(level))
    faults.push({ path: ["VEDETTA_LOG"], message: `use one of ${LOG_LEVELS.join(", ")}` });

  return {
    server: {
      ...(isHost ? { host } : {}),
      ...(port.data === undefined ? {} : { port: port.data }),
    },
    dataDirectory: data,
    node,
    faults,
  };
}
