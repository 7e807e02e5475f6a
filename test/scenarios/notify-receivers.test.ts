/** What becomes of a message at receivers that are well, ill and hostile, over real sockets. */
import assert from "node:assert/strict";
import { createServer } from "node:net";
import { describe, it } from "node:test";

import type { GuardedOptions } from "#notify/guarded-request.ts";
import type { DeliverySnapshot } from "#wire/alert.ts";

import { eventually } from "../support/eventually.ts";
import { freePort } from "../../scripts/free-port.ts";
import {
  answerWith,
  type FakeReceiver,
  fakeReceiver,
  TEST_AUTHORITY,
} from "../support/notify/fake-receiver.ts";
import { messageOf } from "../support/notify/messages.ts";
import { senderRig, SHORT, webhook } from "../support/notify/sender-rig.ts";

type Row = Pick<DeliverySnapshot, "state" | "attempts" | "lastError"> & { readonly inMs: number | null };

interface Case {
  readonly name: string;
  readonly answer?: FakeReceiver["answer"];
  readonly tls?: boolean;
  /** With the port of the receiver. */
  readonly url?: (port: number) => string;
  readonly options?: Partial<GuardedOptions>;
  /** `inMs`: until the next attempt, of those that wait. */
  readonly row: Row;
  /** How many requests arrive. */
  readonly arrive: number;
}

const delivered: Row = { state: "delivered", attempts: 1, lastError: null, inMs: null };
const waiting = (lastError: string, inMs = 5_000): Row => ({
  state: "waiting",
  attempts: 1,
  lastError,
  inMs,
});
const dead = (lastError: string): Row => ({ state: "dead", attempts: 1, lastError, inMs: null });

const CASES: readonly Case[] = [
  { name: "takes it", row: delivered, arrive: 1 },
  { name: "takes it over TLS", tls: true, options: { ca: TEST_AUTHORITY }, row: delivered, arrive: 1 },
  { name: "answers 500", answer: answerWith(500), row: waiting("http-500"), arrive: 1 },
  {
    name: "answers 503 with Retry-After",
    answer: answerWith(503, { "Retry-After": "40" }),
    row: waiting("http-503", 40_000),
    arrive: 1,
  },
  {
    name: "answers 429 with Retry-After",
    answer: answerWith(429, { "Retry-After": "7" }),
    row: waiting("http-429", 7_000),
    arrive: 1,
  },
  {
    name: "asks for two hours, though it is an alarm",
    answer: answerWith(429, { "Retry-After": "7200" }),
    row: waiting("http-429", 300_000),
    arrive: 1,
  },
  { name: "answers 408", answer: answerWith(408), row: waiting("http-408"), arrive: 1 },
  { name: "answers 425", answer: answerWith(425), row: waiting("http-425"), arrive: 1 },
  { name: "answers 410", answer: answerWith(410), row: dead("http-410"), arrive: 1 },
  { name: "answers 404", answer: answerWith(404), row: dead("http-404"), arrive: 1 },
  {
    name: "leads elsewhere with 302",
    answer: answerWith(302, { Location: "/inner-door" }),
    row: dead("http-302"),
    arrive: 1,
  },
  { name: "never ends its answer", answer: (response) => endless(response), row: delivered, arrive: 1 },
  { name: "drips its answer", answer: dripping, options: { timeout: SHORT }, row: delivered, arrive: 1 },
  {
    name: "never ends an answer of 500",
    answer: (response) => endless(response, 500),
    row: waiting("http-500"),
    arrive: 1,
  },
  {
    name: "never answers",
    answer: () => undefined,
    options: { timeout: SHORT },
    row: waiting("timeout"),
    arrive: 1,
  },
  { name: "hangs up", answer: (response) => void response.destroy(), row: waiting("reset"), arrive: 1 },
  { name: "has a certificate of nobody", tls: true, row: waiting("certificate"), arrive: 0 },
  {
    name: "has a certificate for another name",
    tls: true,
    options: { ca: TEST_AUTHORITY },
    url: (port) => `https://elsewhere.test:${port}/`,
    row: waiting("certificate"),
    arrive: 0,
  },
  { name: "speaks no TLS", url: (port) => `https://hooks.test:${port}/`, row: waiting("tls"), arrive: 0 },
  {
    name: "needs http, which is not allowed",
    options: { allowHttp: false },
    row: dead("forbidden-address"),
    arrive: 0,
  },
  {
    name: "is written as a private address",
    url: (port) => `http://0x7f.1:${port}/`,
    options: { allowPrivate: false },
    row: dead("forbidden-address"),
    arrive: 0,
  },
  {
    name: "is a name of a private address",
    options: { allowPrivate: false },
    row: waiting("forbidden-address"),
    arrive: 0,
  },
  {
    name: "is a name of a public and a private address",
    options: {
      allowPrivate: false,
      lookup: async () => [
        { address: "8.8.8.8", family: 4 },
        { address: "::1", family: 6 },
      ],
    },
    row: waiting("forbidden-address"),
    arrive: 0,
  },
  {
    name: "is a name of the metadata service",
    options: { lookup: async () => [{ address: "169.254.169.254", family: 4 }] },
    row: waiting("forbidden-address"),
    arrive: 0,
  },
  {
    name: "is a name that leads nowhere",
    options: { lookup: () => Promise.reject(new Error("ENOTFOUND")) },
    row: waiting("no-such-name"),
    arrive: 0,
  },
  {
    name: "is a name that is looked up for ever",
    options: { lookup: () => Promise.withResolvers<never>().promise, timeout: SHORT },
    row: waiting("timeout"),
    arrive: 0,
  },
];

describe("a message to a receiver that", () => {
  for (const { name, answer, tls = false, url, options = {}, row, arrive } of CASES)
    it(`${name}: ${row.state}${row.lastError === null ? "" : `, ${row.lastError}`}`, async (t) => {
      const receiver = await fakeReceiver(t, { tls, ...(answer === undefined ? {} : { answer }) });
      const address = url?.(receiver.port) ?? `${tls ? "https" : "http"}://hooks.test:${receiver.port}/`;
      const rig = senderRig(t, [webhook("desk", address, options)]);
      rig.put("desk", messageOf());
      const { state, attempts, lastError, atMs } = await rig.settled("desk");
      const inMs = state === "waiting" ? atMs - rig.clock.now() : null;
      assert.deepEqual({ state, attempts, lastError, inMs }, row);
      assert.equal(receiver.requests.length, arrive);
      await eventually(() => receiver.open() === 0);
    });

  it("refuses connections: waiting, refused", async (t) => {
    const rig = senderRig(t, [webhook("desk", `http://hooks.test:${await freePort()}/`)]);
    rig.put("desk", messageOf());
    assert.equal((await rig.settled("desk")).lastError, "refused");
  });

  it("changes its address between look-up and connection: the address that was looked at is kept", async (t) => {
    const checked = await fakeReceiver(t);
    const inner = createServer(() => assert.fail("an inner door was knocked at"));
    const knocked = Promise.withResolvers<void>();
    inner.on("connection", () => knocked.reject(new Error("an inner door was knocked at")));
    inner.listen(checked.port, "127.0.0.2");
    t.after(() => inner.close());
    let asked = 0;
    const lookup = async () => [{ address: (asked += 1) === 1 ? "127.0.0.1" : "127.0.0.2", family: 4 }];
    const rig = senderRig(t, [webhook("desk", `http://hooks.test:${checked.port}/`, { lookup })]);
    rig.put("desk", messageOf());
    assert.equal((await rig.settled("desk")).state, "delivered");
    assert.deepEqual([asked, checked.requests.length], [1, 1]);
  });
});

function endless(response: Parameters<FakeReceiver["answer"]>[0], status = 200): void {
  response.writeHead(status);
  const more = (): void => {
    while (!response.destroyed && response.write("x".repeat(16_384)));
  };
  response.on("drain", more);
  more();
}

function dripping(response: Parameters<FakeReceiver["answer"]>[0]): void {
  response.writeHead(200);
  const timer = setInterval(() => response.write("x"), 20);
  response.on("close", () => clearInterval(timer));
}
