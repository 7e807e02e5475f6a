/** Alerts by mail, over real sockets: TLS or nothing, and what each answer of a mail server means. */
import assert from "node:assert/strict";
import { describe, it, type TestContext } from "node:test";

import { epochMs, ms } from "#domain/time.ts";
import { type EmailOptions, overSmtp } from "#notify/kinds/email.ts";
import type { Outcome } from "#notify/outcome.ts";
import type { NotificationMessage } from "#wire/alert.ts";

import { eventually } from "../support/eventually.ts";
import { freePort } from "../../scripts/free-port.ts";
import { TEST_AUTHORITY } from "../support/notify/fake-receiver.ts";
import { type FakeSmtp, fakeSmtp } from "../support/notify/fake-smtp.ts";
import { alertOf, messageOf, NOON_MS, REASONS, resolvedOf } from "../support/notify/messages.ts";
import { toLoopback } from "../support/notify/sender-rig.ts";

const PASSWORD = "correct horse";

const send = (
  port: number,
  options?: Partial<EmailOptions>,
  message?: NotificationMessage,
): Promise<Outcome> => delivery(port, options, message)();

/** The same mail, as often as it is called. */
function delivery(
  port: number,
  options: Partial<EmailOptions> = {},
  message: NotificationMessage = messageOf(),
): () => Promise<Outcome> {
  const deliver = overSmtp({
    host: "mail.test",
    port,
    security: "tls",
    login: { username: "vedetta", password: PASSWORD },
    from: "vedetta@example.org",
    to: ["desk@example.org", "chief@example.org"],
    allowPrivate: true,
    lookup: toLoopback,
    ca: TEST_AUTHORITY,
    ...options,
  });
  const attempt = { at: epochMs(NOON_MS), delayed: false, locale: "it" } as const;
  return () => deliver(message, attempt, new AbortController().signal);
}

/** A server with TLS, and the one message sent to it. */
async function mailOf(t: TestContext, message: NotificationMessage): Promise<string> {
  const server = await fakeSmtp(t, { tls: true });
  assert.deepEqual(await send(server.port, {}, message), { kind: "delivered" });
  return server.mails[0]?.text ?? "";
}

const retry = (error: string): Outcome => ({ kind: "retry", error, after: null });

describe("a mail", () => {
  it("goes out with TLS from the first byte, to everyone, with the login", async (t) => {
    const server = await fakeSmtp(t, { tls: true });
    assert.deepEqual(await send(server.port), { kind: "delivered" });
    const [mail] = server.mails;
    assert.deepEqual(
      { ...mail, text: "" },
      {
        from: "vedetta@example.org",
        to: ["desk@example.org", "chief@example.org"],
        login: `vedetta ${PASSWORD}`,
        isEncrypted: true,
        text: "",
      },
    );
  });

  it("goes out over STARTTLS, and neither password nor text before it", async (t) => {
    const server = await fakeSmtp(t, { starttls: true });
    assert.deepEqual(await send(server.port, { security: "starttls" }), { kind: "delivered" });
    assert.equal(server.mails[0]?.isEncrypted, true);
    assert.deepEqual(server.inClear, ["EHLO vedetta", "STARTTLS"]);
  });

  it("says the alert in its subject and text, urgently, as a machine, with the id of the message", async (t) => {
    const text = await mailOf(
      t,
      messageOf({ simulated: true, alerts: [alertOf(REASONS["nobody-answers"])] }),
    );
    assert.match(text, /^Message-ID: <msg_2f5c8a@example\.org>$/m);
    assert.match(text, /^Auto-Submitted: auto-generated$/m);
    assert.match(text, /^X-Priority: 1/m);
    assert.match(text, /^Subject: =\?UTF-8\?Q\?.*SIMULAZIONE/m);
    assert.match(text, /Telefono: 4 chiamate perse di fila, dalle 13:40\./);
  });

  it("of what is over is not urgent", async (t) => {
    const text = await mailOf(t, messageOf({ cause: "resolved", alerts: [resolvedOf(REASONS.surge)] }));
    assert.doesNotMatch(text, /^X-Priority/m);
  });

  it("in the own network may go out without TLS, where that was configured", async (t) => {
    const server = await fakeSmtp(t);
    assert.deepEqual(await send(server.port, { security: "plain", login: null }), { kind: "delivered" });
    assert.equal(server.mails[0]?.isEncrypted, false);
  });
});

const toOutside = async () => [{ address: "8.8.8.8", family: 4 }];

it("a mail that is not encrypted does not leave the own network, wherever its name leads", async () => {
  const outcome = await send(25, { security: "plain", login: null, lookup: toOutside });
  assert.deepEqual(outcome, retry("forbidden-address"));
});

it("a mail that one of two could not take for a while goes to that one alone, and not for ever", async (t) => {
  const server = await fakeSmtp(t, { tls: true });
  server.replies.set("RCPT TO:<chief@example.org>", "452 full");
  const deliver = delivery(server.port);
  const outcomes: Outcome[] = [];
  for (let attempt = 0; attempt < 5; attempt += 1) outcomes.push(await deliver());
  assert.deepEqual(outcomes, [
    ...Array.from({ length: 4 }, () => retry("smtp-452")),
    { kind: "delivered", partly: "partly-smtp-452" },
  ]);
  assert.deepEqual(
    server.mails.map(({ to }) => to),
    [["desk@example.org"]],
  );
  server.replies.clear();
  const other = delivery(server.port);
  server.replies.set("RCPT TO:<chief@example.org>", "452 full");
  await other();
  server.replies.clear();
  assert.deepEqual(await other(), { kind: "delivered" });
  assert.deepEqual(server.mails.map(({ to }) => to).slice(1), [["desk@example.org"], ["chief@example.org"]]);
});

describe("a mail server that", () => {
  const CASES: readonly {
    readonly name: string;
    readonly set?: (server: FakeSmtp) => void;
    readonly options?: Partial<EmailOptions>;
    readonly server?: Parameters<typeof fakeSmtp>[1];
    readonly outcome: Outcome;
  }[] = [
    { name: "is busy", set: ({ replies }) => replies.set("MAIL", "451 later"), outcome: retry("smtp-451") },
    {
      name: "refuses the message",
      set: ({ replies }) => replies.set("END", "554 no"),
      outcome: { kind: "dead", error: "smtp-554" },
    },
    {
      name: "refuses the login",
      set: ({ replies }) => replies.set("AUTH", "535 no"),
      outcome: { kind: "dead", error: "smtp-535" },
    },
    {
      name: "closes its doors",
      set: ({ replies }) => replies.set("GREETING", "421 closing"),
      outcome: retry("smtp-421"),
    },
    {
      name: "greylists one of two",
      set: ({ replies }) => replies.set("RCPT TO:<chief@example.org>", "450 later"),
      outcome: retry("smtp-450"),
    },
    {
      name: "does not know one of two",
      set: ({ replies }) => replies.set("RCPT TO:<chief@example.org>", "550 who?"),
      outcome: { kind: "delivered", partly: "partly-smtp-550" },
    },
    {
      name: "knows nobody",
      set: ({ replies }) => replies.set("RCPT", "550 who?"),
      outcome: { kind: "dead", error: "smtp-550" },
    },
    {
      name: "never answers",
      set: ({ replies }) => replies.set("EHLO", ""),
      options: { timeout: ms(300) },
      outcome: retry("timeout"),
    },
    { name: "has a certificate of nobody", options: { ca: null }, outcome: retry("certificate") },
    {
      name: "has a certificate for another name",
      options: { host: "elsewhere.test" },
      outcome: retry("certificate"),
    },
    {
      name: "has a certificate of nobody after STARTTLS",
      server: { starttls: true },
      options: { ca: null, security: "starttls" },
      outcome: retry("certificate"),
    },
    { name: "offers no STARTTLS", server: {}, options: { security: "starttls" }, outcome: retry("tls") },
    {
      name: "is at a private address",
      options: { allowPrivate: false },
      outcome: retry("forbidden-address"),
    },
    {
      name: "is written as a private address",
      options: { host: "127.0.0.1", allowPrivate: false },
      outcome: { kind: "dead", error: "forbidden-address" },
    },
  ];
  for (const { name, set, options = {}, server: kind = { tls: true }, outcome } of CASES)
    it(`${name}: ${outcome.kind}${"error" in outcome ? `, ${outcome.error}` : ""}`, async (t) => {
      const server = await fakeSmtp(t, kind);
      set?.(server);
      assert.deepEqual(await send(server.port, options), outcome);
      assert.ok(!server.inClear.some((line) => /AUTH|MAIL|correct/.test(line)));
    });

  it("refuses connections: retry, refused", async () =>
    assert.deepEqual(await send(await freePort()), retry("refused")));

  it("changes its address after the look-up is reached at the one that was looked at", async (t) => {
    const server = await fakeSmtp(t, { tls: true });
    let asked = 0;
    const lookup = async () => [{ address: (asked += 1) === 1 ? "127.0.0.1" : "127.0.0.2", family: 4 }];
    assert.deepEqual(await send(server.port, { lookup }), { kind: "delivered" });
    await eventually(() => server.mails.length === 1);
    assert.equal(asked, 1);
  });
});
