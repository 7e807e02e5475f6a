import assert from "node:assert/strict";
import { writeFileSync } from "node:fs";
import path from "node:path";
import { it, type TestContext } from "node:test";
import { connect } from "node:tls";

import { seconds } from "#domain/time.ts";

import { manualClock } from "../../test/support/manual-clock.ts";
import { ownCertificate } from "../../test/support/own-certificate.ts";
import { temporaryDirectory } from "../../test/support/temporary-directory.ts";
import { listen } from "./listen.ts";

async function open(t: TestContext) {
  const directory = temporaryDirectory(t);
  const files = {
    certificateFile: path.join(directory, "cert.pem"),
    keyFile: path.join(directory, "key.pem"),
  };
  const put = ({ certificate, key }: { readonly certificate: string; readonly key: string }): void => {
    writeFileSync(files.certificateFile, certificate);
    writeFileSync(files.keyFile, key);
  };
  const first = ownCertificate("first");
  put(first);
  const lines: string[] = [];
  const record = (_fields: object, message: string): void => void lines.push(message);
  const logger = { debug: record, info: record, warn: record, error: record };
  const clock = manualClock();
  const server = await listen({
    app: (_req, res) => res.end("here"),
    host: "127.0.0.1",
    port: 0,
    tls: { ...files, clock, logger },
  });
  t.after(() => server.close());
  return { server, clock, put, first, lines };
}

/** Asks over TLS, trusting `ca` alone: whose certificate it is, and the answer. */
async function ask(port: number, ca: string, options: object = {}): Promise<string> {
  const socket = connect({ host: "127.0.0.1", port, ca, ...options });
  const { promise, resolve, reject } = Promise.withResolvers<string>();
  let answer = "";
  socket.on("secureConnect", () => {
    const { CN } = socket.getPeerCertificate().subject;
    answer += `${String(CN)} ${socket.getProtocol()}\n`;
    socket.write("GET / HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n");
  });
  socket.on("data", (chunk) => (answer += String(chunk)));
  socket.on("end", () => resolve(answer));
  socket.on("error", reject);
  return promise;
}

it("answers over TLS, by 1.2 and 1.3 and nothing older", async (t) => {
  const { server, first } = await open(t);
  assert.equal(server.url, `https://127.0.0.1:${server.port}`);
  assert.match(await ask(server.port, first.certificate), /^first TLSv1\.3\nHTTP\/1\.1 200 OK[^]*here/);
  assert.match(await ask(server.port, first.certificate, { maxVersion: "TLSv1.2" }), /^first TLSv1\.2\n/);
  const old = { minVersion: "TLSv1.1", maxVersion: "TLSv1.1", ciphers: "DEFAULT@SECLEVEL=0" };
  await assert.rejects(ask(server.port, first.certificate, old));
});

it("uses a renewed certificate within ten seconds, and keeps the old one while the new one does not fit", async (t) => {
  const { server, clock, put, first, lines } = await open(t);
  const second = ownCertificate("second");
  put({ certificate: second.certificate, key: first.key });
  clock.advance(seconds(20));
  assert.match(await ask(server.port, first.certificate), /^first /);
  assert.deepEqual(lines, ["the new certificate or its key cannot be used: the one before stays"]);
  put(second);
  clock.advance(seconds(10));
  assert.match(await ask(server.port, second.certificate), /^second /);
  await assert.rejects(ask(server.port, first.certificate));
  assert.equal(lines.at(-1), "a new certificate is in use");
});
