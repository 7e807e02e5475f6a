/**
 * Asks this container's server whether it is alive: exits with 0 when `/healthz` answers 200, else with 1.
 * The address comes from the same configuration and variables as the server's own.
 */
import { configFileOf } from "#config/environment.ts";
import { loadConfig } from "#config/load-config.ts";

const TIMEOUT_MS = 4_000;

const { host, port } = loadConfig(configFileOf(process.env), process.env).server;
const reachable = host === "0.0.0.0" || host === "::" ? "127.0.0.1" : host;
const authority = reachable.includes(":") ? `[${reachable}]:${port}` : `${reachable}:${port}`;
const answer = await fetch(`http://${authority}/healthz`, { signal: AbortSignal.timeout(TIMEOUT_MS) }).catch(
  () => null,
);
process.exitCode = answer?.status === 200 ? 0 : 1;
