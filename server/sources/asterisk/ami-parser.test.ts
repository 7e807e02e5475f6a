import assert from "node:assert/strict";
import { describe, it } from "node:test";

import { array, assert as check, integer, property } from "fast-check";

import { capture, rawCaptureNames } from "../../../test/support/asterisk-captures.ts";
import type { AmiMessage } from "./ami-message.ts";
import { AmiParser } from "./ami-parser.ts";

const parsed = (chunks: readonly (Buffer | string)[], maxBlockBytes?: number) => {
  const messages: AmiMessage[] = [];
  const banners: (string | null)[] = [];
  const parser = new AmiParser({
    onMessage: (message) => messages.push(message),
    onBanner: (version) => banners.push(version),
    ...(maxBlockBytes === undefined ? {} : { maxBlockBytes }),
  });
  for (const chunk of chunks) parser.feed(Buffer.from(chunk));
  return { messages, banners, parser };
};

const bytesInChunks = (bytes: Buffer, sizes: readonly number[]): Buffer[] => {
  const chunks: Buffer[] = [];
  for (let at = 0, turn = 0; at < bytes.length; turn += 1) {
    const size = sizes[turn % sizes.length] ?? bytes.length;
    chunks.push(bytes.subarray(at, at + size));
    at += size;
  }
  return chunks;
};

const BANNER = "Asterisk Call Manager/11.0.0\r\n";

describe("AmiParser", () => {
  it("tells the banner at once, though no empty line follows it", () => {
    const { banners, messages } = parsed([BANNER]);
    assert.deepEqual(banners, ["11.0.0"]);
    assert.equal(messages.length, 0);
  });

  it("says when the peer does not greet as a manager interface", () => {
    assert.deepEqual(parsed(["SSH-2.0-OpenSSH_9.9\r\n"]).banners, [null]);
    assert.deepEqual(parsed(["x".repeat(1_000)]).banners, [null]);
  });

  it("reads the block right after the banner", () => {
    const [message] = parsed([`${BANNER}Response: Success\r\nActionID: v-1\r\n\r\n`]).messages;
    assert.equal(message?.kind, "response");
    assert.equal(message?.name, "Success");
    assert.equal(message?.get("ActionID"), "v-1");
  });

  it("keeps repeated keys, empty values, values with colons and leading zeros", () => {
    const [message] = parsed([
      `${BANNER}Event: QueueCallerJoin\r\nQueue: a: b|c "d"\r\nCount: 007\r\nReason: \r\nContext:bare\r\n` +
        "ChanVariable: HL_LANG=it\r\nChanVariable: HL_STAGE=\r\n\r\n",
    ]).messages;
    assert.equal(message?.get("Queue"), 'a: b|c "d"');
    assert.equal(message?.get("Count"), "007");
    assert.equal(message?.get("Reason"), "");
    assert.equal(message?.get("Context"), "bare");
    assert.equal(message?.get("Position"), undefined);
    assert.deepEqual(message?.all("ChanVariable"), ["HL_LANG=it", "HL_STAGE="]);
  });

  it("joins a character that two reads have cut", () => {
    const bytes = Buffer.from(`${BANNER}Event: QueueCallerJoin\r\nQueue: perché-ليل\r\n\r\n`);
    assert.equal(parsed(bytesInChunks(bytes, [1])).messages[0]?.get("Queue"), "perché-ليل");
  });

  it("ignores extra empty lines between blocks", () => {
    const { messages } = parsed([
      `${BANNER}\r\n\r\nEvent: Reload\r\n\r\n\r\nEvent: Shutdown\r\n\r\n\r\n\r\n`,
    ]);
    assert.deepEqual(
      messages.map((message) => message.name),
      ["Reload", "Shutdown"],
    );
  });

  it("takes the kind from the first line only", () => {
    const { messages } = parsed([
      `${BANNER}Event: UserEvent\r\nUserEvent: HelplineEnd\r\nResponse: Success\r\n\r\n`,
    ]);
    assert.equal(messages.length, 1);
    assert.equal(messages[0]?.name, "UserEvent");
    assert.equal(messages[0]?.get("UserEvent"), "HelplineEnd");
  });

  it("gives no message for a block that is still open", () => {
    assert.equal(parsed([`${BANNER}Event: QueueCallerJoin\r\nQueue: q_it\r\n`]).messages.length, 0);
  });

  it("drops a block longer than the limit, counts it once and reads the next one, however it is cut", () => {
    const bytes = Buffer.from(`${BANNER}Event: Big\r\nX: ${"x".repeat(5_000)}\r\n\r\nEvent: Reload\r\n\r\n`);
    for (const size of [1, 3, 64, 512, 513, 100_000]) {
      const { messages, parser } = parsed(bytesInChunks(bytes, [size]), 512);
      assert.deepEqual(
        messages.map((message) => message.name),
        ["Reload"],
      );
      assert.equal(parser.oversizedBlocks, 1);
    }
  });

  it("gives the same messages for any split of a recorded session", () => {
    for (const name of ["errors.raw.txt", "sync-busy-moment.raw.txt", "agents.raw.txt"]) {
      const bytes = capture(name);
      const whole = parsed([bytes]).messages;
      check(
        property(array(integer({ min: 1, max: 65_536 }), { minLength: 1, maxLength: 8 }), (sizes) => {
          assert.deepEqual(shown(parsed(bytesInChunks(bytes, sizes)).messages), shown(whole));
        }),
        { numRuns: 40 },
      );
      for (const size of [1, 2, 3, 7]) {
        assert.deepEqual(shown(parsed(bytesInChunks(bytes, [size])).messages), shown(whole));
      }
    }
  });

  it("finds every event and every response of the recorded sessions", () => {
    for (const name of rawCaptureNames()) {
      const bytes = capture(name);
      const expected = bytes.toString("latin1").match(/^(?:Event|Response): /gm)?.length;
      assert.equal(parsed([bytes]).messages.length, expected, name);
    }
  });
});

const KEYS = ["ActionID", "Queue", "Uniqueid", "Linkedid", "Interface", "Status", "Timestamp", "Count"];
const shown = (messages: readonly AmiMessage[]) =>
  messages.map((message) => [
    message.kind,
    message.name,
    ...KEYS.map((key) => message.get(key)),
    ...message.all("ChanVariable"),
  ]);
