/**
 * A source of chats between a fake Live Helper Chat and a sink that keeps what it is told: REST and
 * webhooks over real sockets. Time passes in one of two ways. Without `speed` it stands still while a
 * question or a webhook is under way. With it, it runs on meanwhile, so many times faster than life.
 */
import type { LiveHelperChatConfig } from "#config/source-schema.ts";
import type { TimeRange } from "#domain/ledger-cell.ts";
import { type EpochMs, later, ms, seconds } from "#domain/time.ts";
import type { Clock, Logger } from "#engine/ports.ts";
import { startLiveHelperChat } from "#sources/livehelperchat/chat-source.ts";
import { createLhcRest, type LhcRest, type RestAnswer } from "#sources/livehelperchat/rest-client.ts";

import { type FakeLhc, SCENARIO_START, startFakeLhc } from "./fake-live-helper-chat.ts";
import { lhcConfig, lhcConfigWith } from "./lhc-config.ts";
import { lhcPseudonyms } from "./lhc-machine.ts";
import { type LhcReceiver, startLhcReceiver } from "./lhc-receiver.ts";
import { manualClock } from "./manual-clock.ts";
import { memoryBookmarks } from "./memory-bookmarks.ts";
import { MemorySink } from "./memory-sink.ts";

export interface LhcRig extends AsyncDisposable {
  readonly lhc: FakeLhc;
  readonly receiver: LhcReceiver;
  readonly sink: MemorySink;
  readonly links: string[];
  /** What it said to have told whole, in order. */
  readonly told: TimeRange[];
  /** Every line of log as JSON. */
  readonly log: string[];
  /** The program ends, what it told stays, and is started again. */
  restart(): Promise<void>;
  /** Lets time pass up to `at`, and then all arrive that is under way. */
  runTo(at: EpochMs): Promise<void>;
}

const STEP = seconds(0.5);
const QUICK_STEP = seconds(0.25);

export async function startLhcRig(options: {
  readonly rest: boolean;
  readonly hooks: boolean;
  readonly speed?: number;
  readonly unconfirmedSeconds?: number;
  readonly answeredAt?: LiveHelperChatConfig["answeredAt"];
  readonly apiKey?: string;
  /** By how many milliseconds the clock of Live Helper Chat is ahead of ours. */
  readonly ahead?: number;
}): Promise<LhcRig> {
  const clock = manualClock(SCENARIO_START);
  const lhc = await startFakeLhc({ clock });
  const sink = new MemorySink();
  const links: string[] = [];
  const told: TimeRange[] = [];
  const log: string[] = [];
  const record = (fields: object, message: string): void =>
    void log.push(JSON.stringify({ ...fields, message }));
  const logger: Logger = { debug: record, info: record, warn: record, error: record };
  const { rest, underWay } = counted(
    createLhcRest({
      baseUrl: lhc.baseUrl,
      username: lhc.username,
      apiKey: options.apiKey ?? lhc.apiKey,
      timeoutMs: ms(HANGING_MS),
      fetch: (input, init) => fetch(input, { ...init, ...(lhc.fault !== "hangs" && { signal: null }) }),
    }),
  );
  const ours: Clock = {
    now: () => later(clock.now(), ms(-(options.ahead ?? 0))),
    after: (delay, task) => clock.after(delay, task),
  };
  const bookmarks = memoryBookmarks();
  const start = () =>
    startLiveHelperChat({
      config: {
        ...lhcConfigWith(options),
        answeredAt: options.answeredAt ?? "firstReply",
        unconfirmedSeconds: options.unconfirmedSeconds ?? lhcConfig.unconfirmedSeconds,
      },
      rest: options.rest ? rest : null,
      house: { queues: [{ id: "chat_it", channel: "chat", language: "it" }] },
      sink,
      pseudonyms: lhcPseudonyms,
      bookmarks,
      clock: ours,
      logger,
      onLink: (link) => links.push(link),
      onTold: (range) => told.push(range),
    });
  let source = start();
  const receiver = await startLhcReceiver("lhc", (body) => source.receive(body));
  if (options.hooks) void lhc.postHooks(receiver.url, receiver.token);
  const settle = async (): Promise<void> => {
    for (let quiet = 0; quiet < 3; quiet = underWay() + lhc.hooksUnderWay === 0 ? quiet + 1 : 0)
      await new Promise((resolve) => setImmediate(resolve));
  };
  /** Whatever is under way goes on; while the machine is busy elsewhere no time passes. */
  const hurry = async (speed: number): Promise<void> => {
    await new Promise((resolve) => setTimeout(resolve, QUICK_STEP / speed));
    clock.advance(QUICK_STEP);
  };
  return {
    async restart() {
      await source.close();
      source = start();
      await settle();
    },
    lhc,
    receiver,
    sink,
    links,
    told,
    log,
    async runTo(at) {
      await settle();
      while (clock.now() < at)
        if (options.speed === undefined) {
          clock.advance(STEP);
          await settle();
        } else await hurry(options.speed);
      await settle();
    },
    async [Symbol.asyncDispose]() {
      await source.close();
      await receiver.close();
      await lhc.close();
    },
  };
}

/** So long is waited for an answer that does not come. */
const HANGING_MS = 50;

/** `underWay` tells how many questions have no answer yet. */
function counted(rest: LhcRest): { readonly rest: LhcRest; readonly underWay: () => number } {
  let open = 0;
  const count = async (question: Promise<RestAnswer>): Promise<RestAnswer> => {
    open += 1;
    try {
      return await question;
    } finally {
      open -= 1;
    }
  };
  return {
    rest: {
      chats: (query) => count(rest.chats(query)),
      onlineUsers: () => count(rest.onlineUsers()),
      departments: () => count(rest.departments()),
    },
    underWay: () => open,
  };
}
