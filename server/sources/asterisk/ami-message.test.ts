import assert from "node:assert/strict";
import { describe, it } from "node:test";

import { array, assert as check, constantFrom, property, string, tuple, uint8Array } from "fast-check";

import { capture, rawCaptureNames } from "../../../test/support/asterisk-captures.ts";
import { type AmiMessage, amiMessage } from "./ami-message.ts";
import { AmiParser } from "./ami-parser.ts";

const messagesIn = (bytes: Buffer): AmiMessage[] => {
  const messages: AmiMessage[] = [];
  new AmiParser({ onMessage: (message) => messages.push(message) }).feed(bytes);
  return messages;
};

const marker = (name: string, fields: Readonly<Record<string, string>>) =>
  amiMessage("event", "UserEvent", [["UserEvent", name], ...Object.entries(fields)]);

describe("what may enter an AMI message", () => {
  it("is no number and no name of anybody in any recorded session", () => {
    for (const name of rawCaptureNames()) {
      const bytes = capture(name);
      const keys = new Set(bytes.toString("latin1").match(/^[^:\r\n]+(?=:)/gm));
      assert.ok(keys.size > 5);
      // Numbers of callers, of the trunk, and of the extensions that were dialled; names of callers and staff.
      const secret = /02999|800100|^Caller$|^(?:Anna|Bruno|Carla|Dario|Elena|Fabio|Giulia|Ines|Jamal|Karin)$/;
      for (const message of messagesIn(bytes)) {
        assert.doesNotMatch(message.name, secret);
        for (const key of keys) for (const value of message.all(key)) assert.doesNotMatch(value, secret, key);
      }
    }
  });

  it("is of the channel variables only those of the markers", () => {
    const message = amiMessage("event", "Newchannel", [
      ["ChanVariable", "HL_LANG=it"],
      ["ChanVariable", "HL_AGENT=0299900001"],
      ["ChanVariable", "HL_LANG"],
      ["DestChanVariable", "HL_LANG=it"],
    ]);
    assert.deepEqual(message.all("ChanVariable"), ["HL_LANG=it"]);
    assert.deepEqual(message.all("DestChanVariable"), []);
  });

  it("is nothing that other applications write in user events, and no agent of our own", () => {
    const other = marker("Survey", { Stage: "0299900001", Outcome: "x" });
    assert.equal(other.get("UserEvent"), "Survey");
    assert.equal(other.get("Stage"), undefined);
    const ours = marker("HelplineOut", { Stage: "end", Agent: "0299900001" });
    assert.equal(ours.get("Stage"), "end");
    assert.equal(ours.get("Agent"), undefined);
  });

  it("is never longer than a bound", () => {
    const long = "x".repeat(5_000);
    assert.equal(marker("HelplineEnd", { Outcome: long }).get("Outcome")?.length, 128);
    assert.equal(amiMessage("event", long, []).name.length, 128);
  });

  it("is decided without fault for any bytes", () => {
    const line = tuple(
      constantFrom("Event", "Response", "UserEvent", "ChanVariable", "Queue", ""),
      string(),
    ).map(([key, value]) => Buffer.from(`${key}: ${value}\r\n`));
    const noise = uint8Array({ maxLength: 40 }).map((bytes) => Buffer.from(bytes));
    const part = constantFrom("\r\n", "\r", "\n", ":", "Event: x").map((text) => Buffer.from(text));
    check(
      property(array(line), array(noise), array(part), (lines, noises, parts) => {
        const mixed = lines.flatMap((bytes, at) => [bytes, noises[at] ?? parts[at] ?? Buffer.from("\r\n")]);
        for (const message of messagesIn(Buffer.concat(mixed))) assert.ok(message.name.length <= 128);
      }),
    );
  });
});
