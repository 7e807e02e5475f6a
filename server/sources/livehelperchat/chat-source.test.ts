import assert from "node:assert/strict";
import { it } from "node:test";

import { seconds } from "#domain/time.ts";

import { lhcConfigWith } from "../../../test/support/lhc-config.ts";
import { lhcPseudonyms } from "../../../test/support/lhc-machine.ts";
import { toldChats } from "../../../test/support/lhc-truth.ts";
import { manualClock } from "../../../test/support/manual-clock.ts";
import { memoryBookmarks } from "../../../test/support/memory-bookmarks.ts";
import { MemorySink } from "../../../test/support/memory-sink.ts";
import { startLiveHelperChat } from "./chat-source.ts";

const quiet = { debug() {}, info() {}, warn() {}, error() {} };

const settle = async (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

/** One house whose program is started again and again, by webhooks alone. */
function webhooksOnly() {
  const clock = manualClock();
  const sink = new MemorySink();
  const bookmarks = memoryBookmarks();
  const started = clock.now() / 1_000;
  const start = () =>
    startLiveHelperChat({
      config: lhcConfigWith({ rest: false, hooks: true }),
      rest: null,
      house: { queues: [{ id: "chat_it", channel: "chat", language: "it" }] },
      sink,
      pseudonyms: lhcPseudonyms,
      bookmarks,
      clock,
      logger: quiet,
      onLink: () => undefined,
      onTold: () => undefined,
    });
  /** What a webhook tells of a chat that waits since the beginning. */
  const waits = (id: number) => ({
    chat_id: id,
    dep: "site",
    dep_id: 2,
    status: 0,
    time: started,
    pnd_time: started,
    ts: clock.now() / 1_000,
  });
  const marked = (): string[] =>
    toldChats(sink.events).flatMap(({ id, unconfirmed }) => (unconfirmed ? [id] : []));
  return { clock, start, waits, marked };
}

it("marks by webhooks alone who waited before a restart, until there is word of them", async () => {
  const { clock, start, waits, marked } = webhooksOnly();
  const first = start();
  first.receive(waits(7));
  first.receive(waits(8));
  clock.advance(seconds(30));
  await first.close();

  clock.advance(seconds(60));
  const second = start();
  await settle();
  assert.deepEqual(marked(), ["7", "8"]);
  clock.advance(seconds(5));
  second.receive(waits(7));
  await settle();
  assert.deepEqual(marked(), ["8"], "one is heard of again");
  await second.close();
});

it("has nobody to mark after a restart when everybody was answered", async () => {
  const { clock, start, waits, marked } = webhooksOnly();
  const first = start();
  first.receive(waits(7));
  clock.advance(seconds(30));
  const message = { msg_user_id: 2, msg_time: clock.now() / 1_000 };
  first.receive({ ...waits(7), status: 1, user_id: 2, wait_time: 29, ...message });
  clock.advance(seconds(30));
  await first.close();
  const second = start();
  await settle();
  assert.deepEqual(marked(), []);
  await second.close();
});
