import assert from "node:assert/strict";
import { describe, it } from "node:test";

import { openAmi } from "../../../test/support/ami-client.ts";
import { eventNamesOf, listingOf, recordingsOf } from "../../../test/support/ami-recording.ts";
import { capture } from "../../../test/support/asterisk-captures.ts";
import { AMI_TIMING } from "./ami-timing.ts";

const [beforeRestart] = recordingsOf(capture("restart-now.raw.txt"));
const [busy] = recordingsOf(capture("sync-busy-moment.raw.txt"));

describe("AMI actions and their answers", () => {
  it("reads lists of their whole length", async (test) => {
    const { connection, reached } = await openAmi(test, { sessions: [{ recording: busy }] });
    await reached("up");
    for (const [name, items] of [
      ["QueueStatus", 23],
      ["QueueSummary", 8],
      ["CoreShowChannels", 10],
    ] as const) {
      const answer = await connection.list(name);
      assert.equal(answer.ok && answer.items.length, items, name);
    }
  });

  it("delivers live events in order while a list is under way, and none of the list's own", async (test) => {
    const { connection, reached, events, until } = await openAmi(test, {
      sessions: [
        {
          recording: beforeRestart,
          listings: { QueueStatus: listingOf(busy, "QueueStatus") },
          playAfter: "QueueStatus",
          interleave: true,
        },
      ],
    });
    await reached("up");
    const answer = await connection.list("QueueStatus");
    assert.equal(answer.ok && answer.items.length, 23);
    const recorded = eventNamesOf(beforeRestart);
    const during = events.length;
    assert.ok(during > 10 && during < recorded.length);
    await until(() => events.length === recorded.length);
    assert.deepEqual(
      events.map((event) => event.name),
      recorded,
    );
  });

  it("lets whoever awaits a list go on before the events that follow it", async (test) => {
    const { connection, reached, events } = await openAmi(test, {
      sessions: [{ recording: beforeRestart, playAfter: "QueueStatus" }],
    });
    await reached("up");
    await connection.list("QueueStatus");
    assert.equal(events.length, 0);
  });

  it("says that a list was refused or is shorter than it claims", async (test) => {
    const short = listingOf(busy, "QueueStatus").toSpliced(3, 1);
    const { connection, reached } = await openAmi(test, {
      sessions: [{ listings: { QueueStatus: short }, denied: ["CoreShowChannels"] }],
    });
    await reached("up");
    assert.deepEqual(await connection.list("CoreShowChannels"), { ok: false, reason: "refused" });
    assert.deepEqual(await connection.list("QueueStatus"), { ok: false, reason: "incomplete" });
  });

  it("gives up on an answer that does not come, and on all when the connection ends", async (test) => {
    const { server, connection, reached, clock } = await openAmi(test);
    await reached("up");
    const peer = await server.connection(1);
    peer.freeze();
    const late = connection.list("QueueStatus");
    await peer.received("QueueStatus");
    clock.advance(AMI_TIMING.answer);
    assert.deepEqual(await late, { ok: false, reason: "timed-out" });
    const cut = connection.list("QueueSummary");
    peer.end();
    assert.deepEqual(await cut, { ok: false, reason: "disconnected" });
    assert.deepEqual(await connection.list("QueueStatus"), { ok: false, reason: "not-connected" });
  });

  it("sends nothing that is not on its list of actions", async (test) => {
    const { server, connection, reached } = await openAmi(test);
    await reached("up");
    const forbidden: { readonly name: "Ping" } = JSON.parse('{"name":"QueueWithdrawCaller"}');
    await assert.rejects(connection.request(forbidden), /may send/);
    await connection.request({ name: "Events", eventMask: "agent" });
    await assert.rejects(
      connection.request({ name: "Events", eventMask: "x\r\nAction: Originate" }),
      /line break/,
    );
    await connection.request({ name: "Ping" });
    const sent = (await server.connection(1)).actions.map((action) => action.name);
    assert.deepEqual(sent, ["Login", "Events", "Ping"]);
  });

  it("sends nothing more as long as the socket has not taken what was sent", async (test) => {
    const { server, connection, reached, clock } = await openAmi(test);
    await reached("up");
    (await server.connection(1)).stopReading();
    const stuck = connection.request({ name: "Events", eventMask: "agent,".repeat(2_000_000) });
    assert.deepEqual(await connection.request({ name: "Ping" }), { ok: false, reason: "busy" });
    clock.advance(AMI_TIMING.pingEvery);
    clock.advance(AMI_TIMING.silence);
    assert.deepEqual(await stuck, { ok: false, reason: "timed-out" });
    const down = await reached("down");
    assert.ok(down?.state === "down" && down.reason === "silent");
  });
});
