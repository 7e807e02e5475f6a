/**
 * A source of chats without sockets, whose program is started again and again on the same journal: one chat or
 * a few, as REST would show them and webhooks tell them, while time is passed by hand.
 */
import { Board } from "#domain/board.ts";
import { createCalendar } from "#domain/calendar.ts";
import { seconds } from "#domain/time.ts";
import type { LiveHelperChatConfig } from "#config/source-schema.ts";
import type { ChatSource } from "#sources/livehelperchat/chat-source.ts";
import { startLiveHelperChat } from "#sources/livehelperchat/chat-source.ts";
import type { LhcRest, RestAnswer } from "#sources/livehelperchat/rest-client.ts";

import { lhcConfigWith } from "./lhc-config.ts";
import { lhcPseudonyms } from "./lhc-machine.ts";
import { toldChats } from "./lhc-truth.ts";
import { manualClock } from "./manual-clock.ts";
import { memoryBookmarks } from "./memory-bookmarks.ts";
import { MemorySink } from "./memory-sink.ts";

export type HouseRow = Readonly<Record<string, unknown>>;

const DEPARTMENTS: readonly HouseRow[] = [
  { id: 1, identifier: "app" },
  { id: 2, identifier: "site" },
  { id: 4, identifier: "siteauto" },
];

export function lhcHouse(
  doors: { readonly rest: boolean; readonly hooks: boolean },
  change: Partial<LiveHelperChatConfig> = {},
) {
  const clock = manualClock();
  const sink = new MemorySink();
  const bookmarks = memoryBookmarks();
  const began = clock.now() / 1_000;
  const links: string[] = [];
  const log: string[] = [];
  const told: object[] = [];
  /** What REST would answer. */
  const lhc = {
    rows: [] as readonly HouseRow[],
    operators: [] as readonly HouseRow[],
    departments: DEPARTMENTS as readonly HouseRow[] | null,
    isDown: false,
    catchUps: 0,
  };
  const answer = (rows: readonly HouseRow[] | null): Promise<RestAnswer> => {
    if (lhc.isDown) return Promise.resolve({ ok: false, reason: "unreachable" });
    return Promise.resolve(
      rows === null ? { ok: false, reason: "error-true" } : { ok: true, rows, date: null },
    );
  };
  const rest: LhcRest = {
    chats: (query) => {
      if ("time_gt" in query) lhc.catchUps += 1;
      return answer(lhc.rows);
    },
    onlineUsers: () => answer(lhc.operators),
    departments: () => answer(lhc.departments),
  };
  const record = (fields: object, message: string): void =>
    void log.push(JSON.stringify({ ...fields, message }));
  const start = (): ChatSource =>
    startLiveHelperChat({
      config: { ...lhcConfigWith(doors), ...change },
      rest: doors.rest ? rest : null,
      house: { queues: [{ id: "chat_it", channel: "chat", language: "it" }] },
      sink,
      pseudonyms: lhcPseudonyms,
      bookmarks,
      clock,
      logger: { debug: record, info: record, warn: record, error: record },
      onLink: (link) => links.push(link),
      onTold: (range) => told.push(range),
    });
  /** Time passes, and whatever is under way arrives. */
  const pass = async (length: number): Promise<void> => {
    for (let step = 0; step < length * 2; step += 1) {
      clock.advance(seconds(0.5));
      for (let turn = 0; turn < 3; turn += 1) await new Promise((resolve) => setImmediate(resolve));
    }
  };
  const second = (): number => Math.floor(clock.now() / 1_000);
  /** A row of a chat that waits since the beginning, whose visitor is there. */
  const row = (other: HouseRow = {}): HouseRow => ({
    id: 7,
    dep_id: 2,
    status: 0,
    time: began,
    pnd_time: began,
    device_type: 0,
    user_status: 0,
    user_status_front: 0,
    user_closed_ts: 0,
    lsync: second(),
    ...other,
  });
  /** A webhook about the same chat: it says nothing of the device, nor whether they are gone. */
  const hook = (other: HouseRow = {}): HouseRow => ({
    chat_id: 7,
    dep: "site",
    dep_id: 2,
    status: 0,
    time: began,
    pnd_time: began,
    user_status: 0,
    user_closed_ts: 0,
    lsync: second(),
    ts: second(),
    ...other,
  });
  /** What the board makes of all that was told, over all runs. */
  const stories = () => {
    const board = new Board({ rules: {}, calendar: createCalendar("Europe/Rome") });
    for (const event of sink.events) board.apply(event);
    return [...board.stories()].map(({ fate, wait, endedAt, unconfirmed }) => ({
      fate,
      wait: wait === null ? null : wait / 1_000,
      isOver: endedAt !== null,
      unconfirmed,
    }));
  };
  const marked = (): string[] =>
    toldChats(sink.events).flatMap(({ id, unconfirmed }) => (unconfirmed ? [id] : []));
  const bookmark = `livehelperchat.${lhcConfigWith(doors).id}.waiting`;
  const counts = () =>
    sink.events.flatMap((event) => (event.type === "operators.changed" ? [event.counts] : []));
  return {
    began,
    clock,
    sink,
    bookmarks,
    links,
    log,
    told,
    lhc,
    start,
    pass,
    second,
    row,
    hook,
    stories,
    marked,
    counts,
    kept: () => bookmarks.read(bookmark) ?? "",
  };
}
