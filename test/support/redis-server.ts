/** Real servers of Redis or Valkey: each a process of its own on a port and in a directory of its own, ended by its number. */
import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";

import { Redis } from "ioredis";

import { findProgram, REDIS_SERVER } from "../../scripts/provision/find.ts";
import type { Owner } from "./owner.ts";
import { freePort } from "../../scripts/free-port.ts";

export interface RedisServerOptions {
  /** Writes what it is told to disk before it answers. */
  readonly appendOnly?: boolean;
  /** Lines of an access control list, such as `user vedetta on >secret ~vedetta:* +@all`. */
  readonly users?: readonly string[];
  /** Files in PEM; with `askClients` they must show a certificate of the same authority. */
  readonly tls?: {
    readonly authority: string;
    readonly certificate: string;
    readonly key: string;
    readonly askClients?: boolean;
  };
  readonly replicaOf?: RedisServer;
  /** Further settings, as in `redis.conf`. */
  readonly settings?: readonly string[];
}

export interface RedisServer {
  readonly port: number;
  /** `redis://` or `rediss://`, as a configuration names it. */
  readonly url: string;
  /** Where it keeps its files. */
  readonly directory: string;
  readonly pid: number;
  /** A client that may do everything, without TLS and as the default user; ended with the server's owner. */
  readonly client: Redis;
  /** Ends it in order; resolves when it is gone. */
  stop(): Promise<void>;
  /** As `kill -9`. */
  kill(): Promise<void>;
  /** It keeps its connections and says nothing more (SIGSTOP), until `thaw`. */
  freeze(): void;
  thaw(): void;
  /** Begins again on the same port with the files it left. */
  start(): Promise<void>;
}

const READY = /Ready to accept connections|Sentinel ID is/;

/** Resolves when it answers. */
export async function startRedisServer(owner: Owner, options: RedisServerOptions = {}): Promise<RedisServer> {
  const { tls } = options;
  return startServer(owner, {
    scheme: tls === undefined ? "redis" : "rediss",
    words: [],
    settings: (port, directory) => [
      'save ""',
      `appendonly ${options.appendOnly === true ? "yes" : "no"}`,
      "appendfsync always",
      ...(tls === undefined ? [`port ${port}`] : ["port 0", `tls-port ${port}`, ...tlsSettings(tls)]),
      ...(options.users === undefined ? [] : [`aclfile ${aclFileIn(directory, options.users)}`]),
      ...(options.replicaOf === undefined ? [] : [`replicaof 127.0.0.1 ${options.replicaOf.port}`]),
      ...(options.settings ?? []),
    ],
  });
}

/** Sentinels that watch one server under the name `helpline` and agree by majority. They see a dead one after `downAfterMs`. */
export async function startSentinels(
  owner: Owner,
  {
    master,
    count = 3,
    downAfterMs = 1_000,
  }: { readonly master: RedisServer; readonly count?: number; readonly downAfterMs?: number },
): Promise<readonly RedisServer[]> {
  const quorum = Math.floor(count / 2) + 1;
  const settings = (port: number): readonly string[] => [
    `port ${port}`,
    `sentinel monitor helpline 127.0.0.1 ${master.port} ${quorum}`,
    `sentinel down-after-milliseconds helpline ${downAfterMs}`,
    "sentinel failover-timeout helpline 5000",
  ];
  return Promise.all(
    Array.from({ length: count }, () =>
      startServer(owner, { scheme: "redis", words: ["--sentinel"], settings }),
    ),
  );
}

interface Launch {
  readonly scheme: string;
  readonly words: readonly string[];
  readonly settings: (port: number, directory: string) => readonly string[];
}

async function startServer(owner: Owner, { scheme, words, settings }: Launch): Promise<RedisServer> {
  const program = findProgram(REDIS_SERVER);
  if (program === null) throw new Error("there is no redis-server: `npm test` brings it");
  const directory = mkdtempSync(path.join(tmpdir(), "vedetta-redis-"));
  const port = await freePort();
  const file = path.join(directory, "redis.conf");
  // A sentinel writes into its file what it has learned, so the file is written once.
  writeFileSync(file, ["bind 127.0.0.1", `dir ${directory}`, ...settings(port, directory), ""].join("\n"));
  let child = await launch(program, [file, ...words]);
  let client: Redis | null = null;

  const end = async (signal: NodeJS.Signals): Promise<void> => {
    if (child.exitCode !== null || child.signalCode !== null) return;
    const gone = once(child, "exit");
    child.kill(signal);
    await gone;
  };
  owner.after(() => {
    client?.disconnect();
    child.kill("SIGKILL");
    rmSync(directory, { recursive: true, force: true });
  });
  return {
    port,
    url: `${scheme}://127.0.0.1:${port}`,
    directory,
    get pid() {
      return child.pid ?? 0;
    },
    get client() {
      client ??= new Redis(port, "127.0.0.1").on("error", () => undefined);
      return client;
    },
    stop: () => end("SIGTERM"),
    kill: () => end("SIGKILL"),
    freeze: () => void child.kill("SIGSTOP"),
    thaw: () => void child.kill("SIGCONT"),
    async start() {
      child = await launch(program, [file, ...words]);
    },
  };
}

/** Resolves when the server says that it is ready; rejects with what it said when it ends before. */
async function launch(program: string, words: readonly string[]): Promise<ChildProcess> {
  const child = spawn(program, words, { stdio: ["ignore", "pipe", "ignore"] });
  let said = "";
  const ready = Promise.withResolvers<void>();
  child.stdout.setEncoding("utf8").on("data", (text: string) => {
    said = (said + text).slice(-4_000);
    if (READY.test(said)) ready.resolve();
  });
  child.once("error", ready.reject);
  child.once("exit", () => ready.reject(new Error(`redis-server ended before it was ready:\n${said}`)));
  await ready.promise;
  return child;
}

function aclFileIn(directory: string, users: readonly string[]): string {
  const file = path.join(directory, "users.acl");
  writeFileSync(file, `${users.join("\n")}\n`);
  return file;
}

const tlsSettings = ({
  authority,
  certificate,
  key,
  askClients = false,
}: NonNullable<RedisServerOptions["tls"]>) => [
  `tls-ca-cert-file ${path.resolve(authority)}`,
  `tls-cert-file ${path.resolve(certificate)}`,
  `tls-key-file ${path.resolve(key)}`,
  `tls-auth-clients ${askClients ? "yes" : "no"}`,
];
