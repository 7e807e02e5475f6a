import assert from "node:assert/strict";
import { describe, it } from "node:test";

import { ms, seconds } from "#domain/time.ts";

import { openAmi } from "../../../test/support/ami-client.ts";
import { eventNamesOf, recordingsOf } from "../../../test/support/ami-recording.ts";
import { capture } from "../../../test/support/asterisk-captures.ts";
import { AMI_TIMING } from "./ami-timing.ts";

const [beforeRestart, afterRestart] = recordingsOf(capture("restart-now.raw.txt"));
const [agents] = recordingsOf(capture("agents.raw.txt"));

describe("AMI connection", () => {
  it("greets, logs in and is up when the PBX is fully booted", async (test) => {
    const { server, reached, states, log } = await openAmi(test, { eventMask: "agent,user,system" });
    assert.deepEqual(await reached("up"), { state: "up", reason: "fully-booted", uptime: seconds(1_000) });
    assert.deepEqual(states[0], { state: "connecting", reason: "started" });
    const { text } = await (await server.connection(1)).received("Login");
    assert.match(
      text,
      /^Action: Login\r\nActionID: vedetta-1\r\nUsername: wallboard\r\nSecret: .*\r\nEvents: agent,user,system$/,
    );
    assert.equal(log.length, 1);
    assert.doesNotMatch(JSON.stringify(log), /secret/);
  });

  it("counts as up without FullyBooted when the account is not told, after a while", async (test) => {
    const { reached, until, events, clock, states } = await openAmi(test, {
      sessions: [{ uptimeSeconds: null, playAfter: "Login", recording: agents }],
    });
    await until(() => events.length > 0);
    assert.equal(states.length, 1);
    clock.advance(AMI_TIMING.boot);
    assert.deepEqual(await reached("up"), { state: "up", reason: "boot-unknown", uptime: null });
  });

  it("delivers Shutdown and what came before it, then says that the link is down", async (test) => {
    const { reached, story, clock } = await openAmi(test, {
      sessions: [{ recording: beforeRestart, playAfter: "Login", atEnd: "end" }, { recording: afterRestart }],
    });
    assert.deepEqual(await reached("down"), { state: "down", reason: "ended", retryIn: ms(125) });
    assert.deepEqual(story.slice(-2), ["Shutdown", "down"]);
    assert.equal(story.length, 3 + eventNamesOf(beforeRestart).length);
    clock.advance(ms(125));
    assert.deepEqual(await reached("up", 2), { state: "up", reason: "fully-booted", uptime: 0 });
  });

  it("forgets a block that the end of the connection cut", async (test) => {
    const { reached, events } = await openAmi(test, {
      sessions: [{ recording: agents, playAfter: "Login", atEnd: "cut", chunkBytes: [700] }],
    });
    await reached("down");
    assert.deepEqual(
      events.map((event) => event.name),
      eventNamesOf(agents),
    );
  });

  it("notices a peer that is silent without closing", async (test) => {
    const { server, reached, clock, log } = await openAmi(test);
    await reached("up");
    const peer = await server.connection(1);
    peer.freeze();
    clock.advance(AMI_TIMING.pingEvery);
    await peer.received("Ping");
    clock.advance(AMI_TIMING.silence);
    assert.deepEqual(await reached("down"), { state: "down", reason: "silent", retryIn: ms(125) });
    await peer.closed();
    assert.equal(log.filter((line) => line.level === "warn").length, 1);
  });

  const untilNextPing = ms(AMI_TIMING.pingEvery - AMI_TIMING.silence);
  it("keeps a quiet link as long as pings are answered", async (test) => {
    const { server, connection, reached, clock, states } = await openAmi(test);
    await reached("up");
    const peer = await server.connection(1);
    for (const wait of [AMI_TIMING.pingEvery, untilNextPing, untilNextPing]) {
      const ping = peer.nextReceived("Ping");
      clock.advance(wait);
      await ping;
      // The answer to a later action proves that the answer to the ping has come.
      await connection.request({ name: "Events", eventMask: "agent" });
      clock.advance(AMI_TIMING.silence);
    }
    assert.equal(states.at(-1)?.state, "up");
  });

  it("doubles the wait with each failure up to its limit, and begins anew after a stable time", async (test) => {
    const { server, reached, clock, states, log } = await openAmi(test, { away: true, random: () => 0.999 });
    const waits: number[] = [];
    for (let failure = 1; failure <= 9; failure += 1) {
      const down = await reached("down", failure);
      assert.ok(down?.state === "down" && down.reason === "connection-refused");
      waits.push(Math.round(down.retryIn / 0.999));
      if (failure === 9) await server.listen();
      clock.advance(down.retryIn);
    }
    assert.deepEqual(waits, [250, 500, 1_000, 2_000, 4_000, 8_000, 16_000, 30_000, 30_000]);
    assert.equal(log.length, 1);

    await reached("up");
    clock.advance(ms(AMI_TIMING.stable - 1));
    (await server.connection(1)).end();
    const early = await reached("down", 10);
    assert.ok(early?.state === "down" && early.retryIn > seconds(29));
    clock.advance(early.retryIn);
    await reached("up", 2);
    clock.advance(AMI_TIMING.stable);
    await (await server.connection(2)).received("Ping");
    (await server.connection(2)).end();
    const late = await reached("down", 11);
    assert.ok(late?.state === "down" && late.retryIn < 250);
    assert.equal(states.at(-1), late);
  });

  it("tells a refused login once, and tries again slowly", async (test) => {
    const { reached, clock, log } = await openAmi(test, {
      sessions: [{ login: "refused" }, { login: "refused" }],
    });
    for (const attempt of [1, 2]) {
      assert.deepEqual(await reached("down", attempt), {
        state: "down",
        reason: "login-refused",
        retryIn: seconds(30),
      });
      clock.advance(seconds(30));
    }
    await reached("up");
    assert.deepEqual(
      log.map((line) => line.level),
      ["error", "info"],
    );
    assert.doesNotMatch(JSON.stringify(log), /not-a-real-secret|wallboard/);
  });

  it("gives up on a peer that does not greet, does not answer the login, or is something else", async (test) => {
    const { server, reached, clock } = await openAmi(test, {
      sessions: [{ banner: "SSH-2.0-OpenSSH_9.9" }, { login: "unanswered" }],
    });
    const first = await reached("down");
    assert.ok(first?.state === "down" && first.reason === "not-ami");
    clock.advance(first.retryIn);
    await (await server.connection(2)).received("Login");
    clock.advance(AMI_TIMING.answer);
    const second = await reached("down", 2);
    assert.ok(second?.state === "down" && second.reason === "no-answer");
  });

  it("says goodbye, calls nobody back and leaves no timer when it is closed", async (test) => {
    const { server, connection, reached, clock, states } = await openAmi(test);
    await reached("up");
    const peer = await server.connection(1);
    const open = connection.list("QueueStatus");
    await connection.close();
    await peer.received("Logoff");
    await peer.closed();
    assert.deepEqual(await open, { ok: false, reason: "disconnected" });
    assert.equal(clock.pending(), 0);
    assert.equal(states.at(-1)?.state, "up");
  });

  it("can be closed while it waits to connect again", async (test) => {
    const { connection, reached, clock } = await openAmi(test, { away: true });
    await reached("down");
    await connection.close();
    assert.equal(clock.pending(), 0);
  });
});
