/**
 * A source of chats that runs against a fake Live Helper Chat, with a sink that keeps what it is told.
 * Time stands still while a question is under way, however slow the machine is.
 */
import type { LiveHelperChatConfig } from "#config/source-schema.ts";
import { type EpochMs, later, ms, seconds } from "#domain/time.ts";
import type { Clock, Logger } from "#engine/ports.ts";
import { type ChatSource, startLiveHelperChat } from "#sources/livehelperchat/chat-source.ts";
import { createLhcRest, type LhcRest, type RestAnswer } from "#sources/livehelperchat/rest-client.ts";

import { type FakeLhc, SCENARIO_START, startFakeLhc } from "./fake-live-helper-chat.ts";
import { lhcPseudonyms } from "./lhc-machine.ts";
import { manualClock } from "./manual-clock.ts";
import { MemorySink } from "./memory-sink.ts";

export interface LhcRig extends AsyncDisposable {
  readonly lhc: FakeLhc;
  readonly source: ChatSource;
  readonly sink: MemorySink;
  readonly links: string[];
  /** Every line of log as JSON. */
  readonly log: string[];
  /** Lets time pass up to `at`, webhooks included when they are sent. */
  runTo(at: EpochMs): Promise<void>;
}

export const lhcConfig: LiveHelperChatConfig = {
  id: "lhc",
  kind: "livehelperchat",
  label: { it: "chat" },
  departments: {
    app: { entry: "app", queue: "chat_it" },
    site: { entry: "site", queue: "chat_it" },
    "3": { entry: "site", queue: "chat_it" },
    siteauto: { entry: "site", queue: "chat_it" },
    "5": { entry: "app", queue: "chat_it", language: "it" },
  },
  answeredAt: "firstReply",
  vanishedSeconds: 60,
  vanishedMobileSeconds: 240,
  reloadSeconds: 30,
};

const STEP = seconds(0.5);

export async function startLhcRig(options: {
  readonly rest: boolean;
  readonly hooks: boolean;
  readonly answeredAt?: LiveHelperChatConfig["answeredAt"];
  readonly apiKey?: string;
  /** By how many milliseconds the clock of Live Helper Chat is ahead of ours. */
  readonly ahead?: number;
}): Promise<LhcRig> {
  const clock = manualClock(SCENARIO_START);
  const lhc = await startFakeLhc({ clock });
  const sink = new MemorySink();
  const links: string[] = [];
  const log: string[] = [];
  const record = (fields: object, message: string): void =>
    void log.push(JSON.stringify({ ...fields, message }));
  const logger: Logger = { debug: record, info: record, warn: record, error: record };
  const { rest, settle } = counted(
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
  const source = startLiveHelperChat({
    config: {
      ...lhcConfig,
      answeredAt: options.answeredAt ?? "firstReply",
      ...(options.hooks && { tokenFiles: ["a-token"] }),
    },
    rest: options.rest ? rest : null,
    house: { queues: [{ id: "chat_it", channel: "chat", language: "it" }] },
    sink,
    pseudonyms: lhcPseudonyms,
    clock: ours,
    logger,
    onLink: (link) => links.push(link),
  });
  return {
    lhc,
    source,
    sink,
    links,
    log,
    async runTo(at) {
      await settle();
      while (clock.now() < at) {
        clock.advance(STEP);
        await settle();
      }
    },
    async [Symbol.asyncDispose]() {
      await source.close();
      await lhc.close();
    },
  };
}

/** So long is waited for an answer that does not come. */
const HANGING_MS = 50;

/** `settle` resolves when no question is under way and nothing follows from the last answer any more. */
function counted(rest: LhcRest): { readonly rest: LhcRest; readonly settle: () => Promise<void> } {
  let underWay = 0;
  const count = async (question: Promise<RestAnswer>): Promise<RestAnswer> => {
    underWay += 1;
    try {
      return await question;
    } finally {
      underWay -= 1;
    }
  };
  return {
    rest: {
      chats: (query) => count(rest.chats(query)),
      onlineUsers: () => count(rest.onlineUsers()),
      departments: () => count(rest.departments()),
    },
    async settle() {
      for (let quiet = 0; quiet < 3; quiet = underWay === 0 ? quiet + 1 : 0)
        await new Promise((resolve) => setImmediate(resolve));
    },
  };
}
