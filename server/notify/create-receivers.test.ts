import assert from "node:assert/strict";
import { describe, it, type TestContext } from "node:test";

import { z } from "zod";

import { receiverSchema } from "#config/receiver-schema.ts";
import { epochMs } from "#domain/time.ts";

import { fakeReceiver } from "../../test/support/notify/fake-receiver.ts";
import { fakeSmtp } from "../../test/support/notify/fake-smtp.ts";
import { messageOf, NOON_MS } from "../../test/support/notify/messages.ts";
import { SECRET, toLoopback } from "../../test/support/notify/sender-rig.ts";
import { createReceivers } from "./create-receivers.ts";

const attempt = { at: epochMs(NOON_MS), delayed: false, locale: "it" } as const;

/** One receiver of each kind, all of them at one place on this machine, with files that hold their secrets. */
async function everyKind(t: TestContext, secrets: Readonly<Record<string, string>> = {}) {
  const place = await fakeReceiver(t);
  const mail = await fakeSmtp(t);
  const url = `http://hooks.test:${place.port}`;
  const files: Readonly<Record<string, string>> = {
    signing: SECRET,
    token: "t0ken",
    key: "R0123",
    address: `${url}/hooks/s3cret`,
    topic: "t0pic",
    bot: "12:ab",
    ...secrets,
  };
  const inside = { allowHttp: true, allowPrivate: true };
  const configs = z.array(receiverSchema).parse([
    { id: "a", kind: "standard", url: `${url}/standard`, secretFiles: ["signing"], ...inside },
    { id: "b", kind: "alertmanager", url: `${url}/alertmanager`, tokenFile: "token", ...inside },
    { id: "c", kind: "pagerduty", url: `${url}/enqueue`, routingKeyFile: "key", ...inside },
    { id: "d", kind: "slack", urlFile: "address", locale: "en", ...inside },
    { id: "e", kind: "mattermost", urlFile: "address", ...inside },
    { id: "f", kind: "teams", urlFile: "address", severities: ["alarm"], ...inside },
    { id: "g", kind: "ntfy", url, topicFile: "topic", tokenFile: "token", ...inside },
    { id: "h", kind: "telegram", url, tokenFile: "bot", chatId: "-100", ...inside },
    {
      id: "i",
      kind: "email",
      host: "mail.test",
      port: mail.port,
      security: "plain",
      from: "vedetta@example.org",
      to: ["desk@example.org"],
      allowPrivate: true,
    },
  ]);
  const readSecret = (file: string): string => files[file] ?? assert.fail(file);
  return { place, mail, receivers: createReceivers(configs, { readSecret, lookup: toLoopback }) };
}

describe("receivers of a configuration", () => {
  it("are of every kind, and each puts its secret where it belongs", async (t) => {
    const { place, mail, receivers } = await everyKind(t);
    for (const receiver of receivers)
      assert.deepEqual(await receiver.deliver(messageOf(), attempt, new AbortController().signal), {
        kind: "delivered",
      });
    assert.deepEqual(
      place.requests.map(({ path, headers }) => [path, headers.authorization]),
      [
        ["/standard", undefined],
        ["/alertmanager", "Bearer t0ken"],
        ["/enqueue", undefined],
        ["/hooks/s3cret", undefined],
        ["/hooks/s3cret", undefined],
        ["/hooks/s3cret", undefined],
        ["/", "Bearer t0ken"],
        ["/bot12:ab/sendMessage", undefined],
      ],
    );
    assert.match(place.requests[2]?.body ?? "", /"routing_key":"R0123"/);
    assert.match(place.requests[6]?.body ?? "", /"topic":"t0pic"/);
    assert.equal(mail.mails.length, 1);
    for (const { headers } of place.requests)
      assert.deepEqual(
        [headers["content-type"], headers["user-agent"]],
        ["application/json; charset=utf-8", "Vedetta"],
      );
  });

  it("know their language and severities", async (t) => {
    const { receivers } = await everyKind(t);
    const told = new Map(receivers.map(({ id, locale, severities }) => [id, [locale, severities]]));
    assert.deepEqual(told.get("a"), [null, ["watch", "alarm"]]);
    assert.deepEqual(told.get("d"), ["en", ["watch", "alarm"]]);
    assert.deepEqual(told.get("f"), [null, ["alarm"]]);
  });

  it("have other settings when a secret is another, and tell none", async (t) => {
    const [before, after] = [await everyKind(t), await everyKind(t, { token: "an0ther" })];
    const settingsOf = ({ receivers }: typeof before) =>
      new Map(receivers.map(({ id, settings }) => [id, settings]));
    assert.notEqual(settingsOf(before).get("b"), settingsOf(after).get("b"));
    for (const settings of settingsOf(before).values()) assert.match(settings, /^[0-9a-f]{32}$/);
  });
});
