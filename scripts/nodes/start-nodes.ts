/** Two nodes, a Redis and a proxy, each a process or a port of its own, on this machine alone. What dies is started again. */
import { type ChildProcess, spawn } from "node:child_process";
import { randomBytes } from "node:crypto";
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import path from "node:path";

import { parse, stringify } from "yaml";

import { freePort } from "../free-port.ts";
import { findProgram, REDIS_SERVER } from "../provision/find.ts";
import { nodeUser, producerUser } from "./access-list.ts";
import { keep, type Keeper } from "./keeper.ts";
import { type Proxy, startProxy } from "./proxy.ts";

const ROOT = path.resolve(import.meta.dirname, "../..");
const NAMES = ["left", "right"] as const;

export interface NodesOptions {
  /** A configuration with a `bus` section, of which the address is put in the place of its own. */
  readonly config: string;
  /** Everything that is written lies in it. */
  readonly directory: string;
  /** Of the proxy; 0 for any. */
  readonly port: number;
  readonly say: (line: string) => void;
}

export interface RunningNode {
  readonly name: string;
  readonly url: string;
  readonly directory: string;
  readonly pid: number;
  /** All it has written to standard error so far. */
  readonly log: string;
}

export interface Nodes {
  readonly proxy: Proxy;
  readonly redis: { readonly port: number; readonly password: string };
  readonly nodes: readonly RunningNode[];
  close(): Promise<void>;
}

/** Resolves when both nodes listen. Throws one clear sentence when there is no redis-server. */
export async function startNodes({ config, directory, port, say }: NodesOptions): Promise<Nodes> {
  const program = findProgram(REDIS_SERVER);
  if (program === null) throw new Error(`There is no redis-server: install ${REDIS_SERVER.otherwise}.`);
  const keepers: Keeper[] = [];

  const redis = { port: await freePort(), password: randomBytes(24).toString("hex") };
  const redisDirectory = path.join(directory, "redis");
  mkdirSync(redisDirectory, { recursive: true, mode: 0o700 });
  const users = [nodeUser("vedetta", redis.password), producerUser("producer", "vedetta", redis.password)];
  write(redisDirectory, "users.acl", ["user default off", ...users].join("\n"));
  write(redisDirectory, "redis.conf", redisConfig(redisDirectory, redis.port));
  const launchRedis = (): ChildProcess =>
    spawn(program, [path.join(redisDirectory, "redis.conf")], { stdio: "ignore" });

  const file = write(
    directory,
    "house.yaml",
    houseOn(config, {
      url: `redis://127.0.0.1:${redis.port}`,
      username: "vedetta",
      passwordFile: write(directory, "redis-password", redis.password),
      secretFile: write(directory, "nodes-secret", randomBytes(32).toString("hex")),
    }),
  );
  const running = NAMES.map((name) => ({ name, directory: path.join(directory, name), log: "" }));
  const ports = await Promise.all(NAMES.map(() => freePort()));

  keepers.push(keep({ what: "redis", launch: launchRedis, say }));
  const nodes = running.map((node, index) => {
    const launch = (): ChildProcess => {
      const child = spawn(process.execPath, ["server/main.ts"], {
        cwd: ROOT,
        stdio: ["ignore", "ignore", "pipe"],
        env: {
          ...process.env,
          VEDETTA_CONFIG: file,
          VEDETTA_NODE: node.name,
          VEDETTA_DATA: node.directory,
          VEDETTA_HOST: "127.0.0.1",
          VEDETTA_PORT: String(ports[index]),
        },
      });
      child.stderr?.setEncoding("utf8").on("data", (text: string) => (node.log += text));
      return child;
    };
    const keeper = keep({ what: `node ${node.name}`, launch, say, log: () => node.log });
    keepers.push(keeper);
    return {
      name: node.name,
      directory: node.directory,
      url: `http://127.0.0.1:${ports[index]}`,
      get pid() {
        return keeper.pid;
      },
      get log() {
        return node.log;
      },
    };
  });
  const close = async (): Promise<void> => {
    await Promise.all(keepers.map(({ end }) => end()));
  };
  try {
    await Promise.all(nodes.map(async (node) => untilReady(node.url)));
  } catch (error) {
    await close();
    throw new Error(`A node did not start:\n${nodes.map(({ log }) => log).join("\n")}`, { cause: error });
  }
  const proxy = await startProxy(port, () => nodes.map(({ url }) => url)).catch(async (error: unknown) => {
    await close();
    throw error;
  });
  return {
    proxy,
    redis,
    nodes,
    async close() {
      await proxy.close();
      await close();
    },
  };
}

const redisConfig = (directory: string, port: number): string =>
  [
    "bind 127.0.0.1",
    `port ${port}`,
    `dir ${directory}`,
    `aclfile ${path.join(directory, "users.acl")}`,
    "appendonly yes",
    "maxmemory-policy noeviction",
    'save ""',
  ].join("\n");

/** The house with the address of this Redis. */
function houseOn(config: string, bus: object): string {
  const house: unknown = parse(readFileSync(config, "utf8"));
  return stringify({ ...Object(house), bus });
}

function write(directory: string, name: string, text: string): string {
  mkdirSync(directory, { recursive: true, mode: 0o700 });
  const file = path.join(directory, name);
  writeFileSync(file, `${text}\n`, { mode: 0o600 });
  return file;
}

async function untilReady(url: string): Promise<void> {
  for (const started = performance.now(); performance.now() - started < 60_000;) {
    const answer = await fetch(`${url}/readyz`).catch(() => null);
    if (answer?.ok === true) return;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  throw new Error(`nothing answers at ${url}`);
}
