import assert from "node:assert/strict";

import { Board } from "#domain/board.ts";
import { createCalendar } from "#domain/calendar.ts";
import type { ChannelBoard } from "#domain/channel-board.ts";
import type { HelplineEvent, OpenContact, Outcome, Phase } from "#domain/contact-event.ts";
import type { Fate } from "#domain/contact-story.ts";
import { type EpochMs, epochMs, seconds } from "#domain/time.ts";

export const calendar = createCalendar("Europe/Rome");
/** Nine in the morning in Rome, on an ordinary Monday. */
export const nine = calendar.at(2026, 11, 23, 9, 0);

/** A day told in seconds since nine o'clock. */
export function toldDay(from: EpochMs = nine) {
  const board = new Board({
    rules: { phone: { thresholds: [seconds(20)], shortAbandon: seconds(5) } },
    calendar,
  });
  let ids = 0;
  const at = (second: number) => {
    const facts = (contact: string) => ({
      source: "pbx",
      id: `e${(ids += 1)}`,
      at: epochMs(from + second * 1_000),
      contact,
    });
    const send = (event: HelplineEvent) => {
      board.apply(event);
      return moment;
    };
    const moment = {
      arrived: (key: string) =>
        send({ ...facts(key), type: "contact.arrived", channel: "phone", entry: "phone" }),
      queued: (key: string, queue = "q_it") =>
        send({ ...facts(key), type: "contact.queued", language: queue.slice(2), queue }),
      answered: (key: string, waitSeconds?: number) =>
        send({
          ...facts(key),
          type: "contact.answered",
          ...(waitSeconds === undefined ? {} : { wait: seconds(waitSeconds) }),
        }),
      returned: (key: string) => send({ ...facts(key), type: "contact.returned" }),
      unconfirmed: (key: string) => send({ ...facts(key), type: "contact.unconfirmed" }),
      ended: (key: string, outcome: Outcome, talkSeconds?: number) =>
        send({
          ...facts(key),
          type: "contact.ended",
          outcome,
          ...(talkSeconds === undefined ? {} : { talk: seconds(talkSeconds) }),
        }),
      corrected: (key: string, outcome: Outcome) =>
        send({ ...facts(key), type: "contact.corrected", outcome }),
      resynced: (covers: readonly Phase[], open: readonly OpenContact[] = [], restarted = false) => {
        const { contact: _none, ...base } = facts("");
        return send({ ...base, type: "source.resynced", covers, open, restarted });
      },
    };
    return moment;
  };
  const phone = (): ChannelBoard => board.channel("phone") ?? assert.fail("the house has a phone");
  const fates = (second: number): Partial<Record<Fate, number>> => {
    const day = phone().dayTally(board.dayOf(epochMs(from + second * 1_000)));
    const all = [
      "inWelcome",
      "waiting",
      "answered",
      "abandoned",
      "unanswered",
      "interruptedBeforeQueue",
      "interruptedWaiting",
    ] as const;
    return Object.fromEntries(
      all.map((fate) => [fate, day.fate(fate)] as const).filter(([, count]) => count > 0),
    );
  };
  const open = (key: string, phase: Phase, since: number): OpenContact => ({
    contact: key,
    channel: "phone",
    entry: "phone",
    phase,
    since: epochMs(from + since * 1_000),
    language: "it",
    queue: "q_it",
  });
  return { board, at, phone, fates, open };
}
