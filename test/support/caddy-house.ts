/** Two real nodes on one Redis behind a real Caddy with the shipped Caddyfile, of which only names and ports are changed. */
import { createHash } from "node:crypto";
import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { type ClientHttp2Session, connect, type IncomingHttpHeaders } from "node:http2";
import path from "node:path";
import { setTimeout as sleep } from "node:timers/promises";

import { createParser } from "eventsource-parser";

import { openAccessDatabase } from "#access/access-database.ts";
import { Accounts } from "#access/accounts.ts";
import { Sessions } from "#access/sessions.ts";
import { epochMs, hours } from "#domain/time.ts";
import type { BoardSnapshot } from "#wire/board-snapshot.ts";

import { SOURCE_TOKEN } from "./access-house.ts";
import { NODES_SECRET } from "./bus-rig.ts";
import { cloudEvent, PRODUCERS_CONFIG } from "./cloud-events.ts";
import { freePort } from "../../scripts/free-port.ts";
import { type RealServer, startRealServer } from "./real-server.ts";
import type { Owner } from "./owner.ts";
import { startRedisServer } from "./redis-server.ts";
import { temporaryDirectory } from "./temporary-directory.ts";
import { until } from "./until.ts";

const ACCESS = `access:
  sources:
    - { source: pbx, tokenSha256: "${createHash("sha256").update(SOURCE_TOKEN).digest("hex")}" }
    - { source: chats, tokenSha256: "${"2".repeat(64)}" }`;
/** As the shipped file and the shipped house name it. */
const HOST = "wall.example.org";
const SERVER = `server: { behindTls: true, allowedHosts: [${HOST}], proxies: [127.0.0.1/32] }`;
/** As a wall comes back: at once, and then again and again. */
const BACK_MS = 250;

/** A browser that shows the wall, with cookies of its own. It comes back by itself when its stream breaks. */
export interface BrowserOfCaddy {
  /** As TLS negotiated it. */
  readonly protocol: string;
  /** How often its stream broke. */
  readonly breaks: number;
  /** Resolves when it shows so many calls. */
  shows(calls: number): Promise<void>;
}

export interface CaddyHouse {
  readonly nodes: { readonly left: RealServer; readonly right: RealServer };
  browser(): Promise<BrowserOfCaddy>;
  /** One more call, through the proxy, as producers tell it. */
  arrive(): Promise<void>;
  /** Lines of the Caddy's log that tell of a health check. */
  complaints(): number;
}

/** The first Caddy of the PATH, or `null`. */
export function findCaddy(): string | null {
  const folders = (process.env["PATH"] ?? "").split(path.delimiter);
  return folders.map((folder) => path.join(folder, "caddy")).find((file) => existsSync(file)) ?? null;
}

export async function startCaddyHouse(owner: Owner, program: string): Promise<CaddyHouse> {
  const redis = await startRedisServer(owner);
  const directory = temporaryDirectory(owner);
  const node = async (name: string, data: string): Promise<RealServer> => {
    const config = path.join(directory, `${name}.yaml`);
    const bus = `bus: { url: "${redis.url}", node: ${name}, secretFile: "${NODES_SECRET}" }`;
    writeFileSync(config, [readFileSync(PRODUCERS_CONFIG, "utf8"), ACCESS, SERVER, bus].join("\n"));
    const server = await startRealServer(owner, { config, data, port: await freePort() });
    return server;
  };
  const places = [temporaryDirectory(owner), temporaryDirectory(owner)] as const;
  const session = sessionIn(places[0]);
  const nodes = { left: await node("left", places[0]), right: await node("right", places[1]) };
  for (const { url } of Object.values(nodes)) await until(() => knows(url, session));
  const caddy = await startCaddy(owner, program, directory, Object.values(nodes));
  let calls = 0;
  return {
    nodes,
    browser: () => openBrowser(owner, caddy, session),
    async arrive() {
      calls += 1;
      const event = cloudEvent({
        id: `arrived-${calls}`,
        type: "contact.arrived",
        time: new Date().toISOString(),
        data: { contact: `call-${calls}`, channel: "phone", entry: "phone", language: "it" },
      });
      for (;;) {
        const asking = connect(caddy.origin, caddy.tls);
        const status = await ask(asking, JSON.stringify(event)).catch(() => 0);
        asking.destroy();
        if (status === 202) return;
        await sleep(BACK_MS);
      }
    },
    complaints: () =>
      caddy
        .log()
        .split("\n")
        .filter((line) => line.includes("health_checker")).length,
  };
}

/** Somebody who has logged in. */
function sessionIn(directory: string): string {
  const database = openAccessDatabase(directory);
  const person = { person: "local:anna", name: "anna", role: "supervisor" } as const;
  new Accounts(database).invite("anna", "supervisor", epochMs(Date.now()));
  const sessions = new Sessions(database, { idle: hours(1), absolute: hours(12) });
  const { secret } = sessions.begin(
    person,
    { address: "127.0.0.1", device: "a browser" },
    epochMs(Date.now()),
  );
  database.close();
  return `__Host-vedetta=${secret}`;
}

async function knows(url: string, cookie: string): Promise<boolean> {
  return (await fetch(`${url}/api/v1/house`, { headers: { Cookie: cookie } })).ok;
}

interface Caddy {
  readonly origin: string;
  readonly tls: { readonly ca: Buffer; readonly servername: string };
  log(): string;
}

/** Its authority, its files and its home are in a directory of its own; nothing on the machine learns of them. */
async function startCaddy(
  owner: Owner,
  program: string,
  directory: string,
  nodes: readonly RealServer[],
): Promise<Caddy> {
  const [port, plainPort] = [await freePort(), await freePort()];
  const upstreams = nodes.map(({ url }) => new URL(url).host).join(" ");
  const shipped = readFileSync("docker/nodes/Caddyfile", "utf8");
  const site = shipped
    .replace(`\n${HOST} {`, `\nhttps://${HOST} {\n\ttls internal`)
    .replace("left:1522 right:1522", upstreams);
  const file = path.join(directory, "Caddyfile");
  const options = ["admin off", "skip_install_trust", `https_port ${port}`, `http_port ${plainPort}`];
  writeFileSync(
    file,
    `{\n${options.map((line) => `\t${line}\n`).join("")}\tdefault_bind 127.0.0.1\n}\n${site}`,
  );
  const child: ChildProcess = spawn(program, ["run", "--config", file, "--adapter", "caddyfile"], {
    stdio: ["ignore", "ignore", "pipe"],
    env: { PATH: process.env["PATH"], HOME: directory, XDG_DATA_HOME: directory, XDG_CONFIG_HOME: directory },
  });
  const gone = once(child, "exit");
  owner.after(async () => {
    child.kill("SIGKILL");
    await gone;
  });
  let log = "";
  child.stderr?.setEncoding("utf8").on("data", (text: string) => (log += text));
  await until(() => {
    if (child.exitCode !== null) throw new Error(`Caddy ended:\n${log}`);
    return log.includes("serving initial configuration") && /certificate obtained/.test(log);
  });
  const root = path.join(directory, "caddy/pki/authorities/local/root.crt");
  return {
    origin: `https://127.0.0.1:${port}`,
    tls: { ca: readFileSync(root), servername: HOST },
    log: () => log,
  };
}

/** Resolves with the status when the events are answered. */
async function ask(session: ClientHttp2Session, body: string): Promise<number> {
  const request = session.request({
    ":method": "POST",
    ":path": "/api/v1/events",
    ":authority": HOST,
    "content-type": "application/cloudevents+json",
    authorization: `Bearer ${SOURCE_TOKEN}`,
  });
  const answered = once(request, "response");
  session.once("error", (error) => request.destroy(error));
  request.end(body);
  const [headers]: IncomingHttpHeaders[] = await answered;
  return Number(headers?.[":status"]);
}

async function openBrowser(owner: Owner, { origin, tls }: Caddy, login: string): Promise<BrowserOfCaddy> {
  let [protocol, node, breaks, calls] = ["", "", 0, -1];
  let session: ClientHttp2Session | null = null;
  const closing = new AbortController();
  owner.after(() => {
    closing.abort();
    session?.destroy();
  });
  /** Resolves when the stream has broken. */
  const watch = async (): Promise<void> => {
    const own = connect(origin, tls);
    session = own;
    own.on("error", () => undefined).once("connect", () => (protocol = own.alpnProtocol ?? ""));
    const gone = once(own, "close");
    const stream = own.request({
      ":path": "/api/v1/stream",
      ":authority": HOST,
      cookie: `${login}; ${node}`,
    });
    const parser = createParser({
      onEvent({ event, data }) {
        if (event !== "snapshot") return;
        const { channels }: BoardSnapshot = JSON.parse(data);
        calls = channels.find(({ channel }) => channel === "phone")?.today.counts.arrived ?? -1;
      },
    });
    stream.on("error", () => undefined).on("close", () => own.destroy());
    stream.on(
      "response",
      ({ "set-cookie": set }) =>
        (node = set?.find((one) => one.startsWith("vedetta_node="))?.split(";")[0] ?? node),
    );
    stream.setEncoding("utf8").on("data", (text: string) => parser.feed(text));
    await gone;
  };
  void (async () => {
    while (!closing.signal.aborted) {
      await watch();
      breaks += 1;
      await sleep(BACK_MS);
    }
  })();
  await until(() => calls >= 0);
  return {
    get protocol() {
      return protocol;
    },
    get breaks() {
      return breaks;
    },
    shows: (count) => until(() => calls >= count),
  };
}
