/**
 * Asks this container's server whether it is alive: exits with 0 when `/healthz` answers 200, else with 1.
 * The address comes from the same configuration and variables as the server's own.
 */
import { get } from "node:http";
import { get as getOverTls } from "node:https";

import { configFileOf } from "#config/environment.ts";
import { loadConfig } from "#config/load-config.ts";

const TIMEOUT_MS = 4_000;

const { host, port, tls } = loadConfig(configFileOf(process.env), process.env).server;
const hostname = host === "0.0.0.0" || host === "::" ? "127.0.0.1" : host;
const where = { host: hostname, port, path: "/healthz", timeout: TIMEOUT_MS, headers: { Host: "localhost" } };
const finish = (isAlive: boolean): never => process.exit(isAlive ? 0 : 1);
// It asks itself, and by an address: whose certificate it is does not matter.
const request =
  tls === undefined
    ? get(where, ({ statusCode }) => finish(statusCode === 200))
    : getOverTls({ ...where, rejectUnauthorized: false }, ({ statusCode }) => finish(statusCode === 200));
request.once("timeout", () => finish(false)).once("error", () => finish(false));
