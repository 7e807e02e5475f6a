/** The files by which nodes are run elsewhere, held to their rules: containers, proxy, systemd, users of the Redis. */
import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { once } from "node:events";
import { readFileSync, statSync, writeFileSync } from "node:fs";
import http, { type IncomingMessage } from "node:http";
import path from "node:path";
import { describe, it } from "node:test";

import express from "express";
import { parse, stringify } from "yaml";

import { loadConfig } from "#config/load-config.ts";
import { hostGuard } from "#http/host-guard.ts";

import { nodeUser, producerUser } from "../scripts/nodes/access-list.ts";
import { temporaryDirectory } from "./support/temporary-directory.ts";

const read = (file: string): string => readFileSync(file, "utf8");

interface Service {
  readonly image: string;
  readonly hostname?: string;
  readonly depends_on?: unknown;
  readonly user?: string;
  readonly read_only?: boolean;
  readonly cap_drop?: readonly string[];
  readonly security_opt?: readonly string[];
  readonly networks: readonly string[];
  readonly ports?: readonly string[];
  readonly volumes: readonly string[];
  readonly environment?: Readonly<Record<string, string>>;
}
const compose: {
  readonly services: Readonly<Record<string, Service>>;
  readonly networks: Readonly<
    Record<
      string,
      {
        readonly internal?: boolean;
        readonly ipam?: { readonly config: readonly { readonly subnet: string }[] };
      }
    >
  >;
} = parse(read("docker/nodes/compose.yaml"), { merge: true });
const services = Object.entries(compose.services);
const nodes = services.filter(([, { image }]) => image === "vedetta");

describe("the compose file", () => {
  it("runs everything without rights and on files that cannot be written", () => {
    assert.equal(services.length, 4);
    for (const [name, service] of services) {
      assert.equal(service.read_only, true, name);
      assert.deepEqual(service.cap_drop, ["ALL"], name);
      assert.deepEqual(service.security_opt, ["no-new-privileges:true"], name);
    }
  });

  it("opens nothing but the proxy, and keeps the Valkey to the nodes", () => {
    const open = services.filter(([, { ports }]) => ports !== undefined).map(([name]) => name);
    assert.deepEqual(open, ["caddy"]);
    assert.equal(compose.networks["bus"]?.internal, true);
    assert.deepEqual(compose.services["valkey"]?.networks, ["bus"]);
    assert.deepEqual(compose.services["caddy"]?.networks, ["front"]);
  });

  it("starts a node whatever becomes of the Valkey", () => {
    for (const [name, node] of nodes)
      assert.deepEqual(node.depends_on, { valkey: { condition: "service_started" } }, name);
  });

  it("lets the nodes believe the proxy, and nobody else, where a request comes from", () => {
    const house: { readonly server: { readonly proxies: readonly string[] } } = parse(
      read("docker/nodes/house.yaml"),
    );
    const front = compose.networks["front"]?.ipam?.config.map(({ subnet }) => subnet);
    assert.deepEqual(house.server.proxies, front);
    assert.equal(front?.length, 1);
  });

  it("names each node, and gives each data of its own", () => {
    assert.deepEqual(
      nodes.map(([, { environment }]) => environment?.["VEDETTA_NODE"]),
      ["left", "right"],
    );
    for (const [name, { hostname, volumes, environment }] of nodes) {
      assert.deepEqual([hostname, environment?.["VEDETTA_NODE"]], [name, name]);
      assert.ok(volumes.includes(`${name}:/data`));
    }
  });

  it("has secrets that the documents' commands make, each readable by the user of its container and by nobody else", (test) => {
    const [, commands = ""] =
      /Before the first start[^`]*`docker\/nodes\/`:\n\n```sh\n([^`]+)```/.exec(read("docs/nodes.md")) ?? [];
    const directory = temporaryDirectory(test);
    for (const name of ["house.yaml", "Caddyfile"]) writeFileSync(path.join(directory, name), "");
    // Instead of Docker: what it is asked to run.
    const docker = 'docker() { for last; do :; done; echo "$last"; }';
    const options = { cwd: directory, encoding: "utf8" } as const;
    const { status, stdout, stderr } = spawnSync(
      "sh",
      ["-euc", `umask 022\n${docker}\n${commands}`],
      options,
    );
    assert.equal(status, 0, stderr);
    const user = /^USER (\d+)/m.exec(read("Dockerfile"))?.[1];
    const valkey = compose.services["valkey"]?.user?.split(":")[0];
    assert.equal(
      stdout,
      `chown ${user} /secrets/redis-password /secrets/nodes-secret && chown ${valkey} /secrets/users.acl\n--build\n`,
    );
    const made = (name: string): string => readFileSync(path.join(directory, "secrets", name), "utf8");
    const users = ["user default off", nodeUser("vedetta", made("redis-password").trim()), ""];
    assert.equal(made("users.acl"), users.join("\n"));
    for (const name of ["redis-password", "nodes-secret", "users.acl"])
      assert.equal(statSync(path.join(directory, "secrets", name)).mode & 0o777, 0o400, name);
  });

  it("says which version of everything it runs", () => {
    for (const [name, { image }] of services)
      if (image !== "vedetta") assert.match(image, /:\d+\.\d+-/, name);
  });

  it("has a house that starts there", (test) => {
    const secret = path.join(temporaryDirectory(test), "redis-password");
    writeFileSync(secret, "secret");
    const house: { bus: object } = parse(read("docker/nodes/house.yaml"));
    const file = path.join(path.dirname(secret), "house.yaml");
    const bus = {
      ...house.bus,
      passwordFile: secret,
      secretFile: path.resolve("test/fixtures/config/nodes-secret"),
    };
    writeFileSync(file, stringify({ ...house, bus }));
    loadConfig(file, { VEDETTA_HOST: "0.0.0.0", VEDETTA_NODE: "left" });
  });
});

it("the proxy holds nothing of a stream back, asks who is ready, and keeps a browser with its node", () => {
  const text = read("docker/nodes/Caddyfile");
  for (const line of ["flush_interval -1", "health_uri /readyz", "lb_policy cookie vedetta_node"])
    assert.ok(text.includes(line), line);
  // A request that fails would take the node from everybody for a while; a body that cannot be sent again takes both.
  assert.doesNotMatch(text, /^\s*fail_duration/m);
  for (const [name] of nodes) assert.ok(text.includes(`${name}:1522`));
});

it("a node answers to the name by which the proxy asks whether it is ready", async (test) => {
  const { server }: { server: { allowedHosts: readonly string[] } } = parse(read("docker/nodes/house.yaml"));
  const defaults = loadConfig("test/fixtures/config/good-bus.yaml").server;
  const guard = hostGuard({ ...defaults, host: "0.0.0.0", allowedHosts: [...server.allowedHosts] });
  const app = express().set("env", "test");
  const node = http.createServer(app.use(guard, (_req, res) => void res.end())).listen(0, "127.0.0.1");
  test.after(() => node.close());
  await once(node, "listening");
  const address = node.address();
  assert.ok(typeof address === "object" && address !== null);
  const statusFor = async (host: string): Promise<number | undefined> => {
    const [response]: IncomingMessage[] = await once(
      http.get({ host: "127.0.0.1", port: address.port, path: "/readyz", headers: { Host: host } }),
      "response",
    );
    response?.resume();
    return response?.statusCode;
  };
  const name = /health_headers \{\s+Host (\S+)\s+\}/.exec(read("docker/nodes/Caddyfile"))?.[1];
  assert.equal(await statusFor(name ?? "left:1522"), 200);
  assert.notEqual(await statusFor("left:1522"), 200);
});

it("the unit of systemd gives a node nothing but its data and the network", () => {
  const lines = new Set(read("docker/systemd/vedetta@.service").split("\n"));
  for (const line of [
    "DynamicUser=yes",
    "StateDirectory=vedetta/%i",
    "CapabilityBoundingSet=",
    "NoNewPrivileges=yes",
    "ProtectSystem=strict",
    "ProtectHome=yes",
    "PrivateDevices=yes",
    "RestrictAddressFamilies=AF_INET AF_INET6 AF_UNIX",
    "SystemCallFilter=@system-service",
    "LoadCredential=redis-password:/etc/vedetta/redis-password",
    "LoadCredential=nodes-secret:/etc/vedetta/nodes-secret",
    "Restart=always",
    "Environment=VEDETTA_NODE=%i",
  ])
    assert.ok(lines.has(line), line);
});

it("the documents tell the users by which the nodes of the tests run", () => {
  const text = read("docs/nodes.md");
  assert.ok(text.includes(nodeUser("vedetta", "PASSWORD")));
  assert.ok(text.includes(nodeUser("vedetta", "%s")));
  assert.ok(text.includes(producerUser("producer", "vedetta", "PASSWORD")));
});
