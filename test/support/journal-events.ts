import type { HelplineEvent } from "#domain/contact-event.ts";
import { epochMs, seconds } from "#domain/time.ts";

const BEGIN = Date.UTC(2026, 10, 23, 9);
const EVENTS_PER_CONTACT = 5;
const CONTACT = 1;
const EVENT = 2;

/** 32 hexadecimal digits that look random and are the same every time; `kind` keeps contacts and events apart. */
function pseudonymOf(kind: number, number: number): string {
  let text = "";
  for (let word = 0; word < 4; word += 1) {
    let mixed = Math.imul(number * 4 + word + 1, 0x9e3779b1) ^ kind;
    mixed = Math.imul(mixed ^ (mixed >>> 16), 0x85ebca6b);
    mixed = Math.imul(mixed ^ (mixed >>> 13), 0xc2b2ae35);
    text += ((mixed ^ (mixed >>> 16)) >>> 0).toString(16).padStart(8, "0");
  }
  return text;
}

/**
 * The event with this number in an endless made-up day: every contact arrives,
 * waits, is answered and ends, and somebody changes state after it.
 */
export function numberedEvent(number: number, source = "pbx"): HelplineEvent {
  const contact = pseudonymOf(CONTACT, Math.floor(number / EVENTS_PER_CONTACT));
  const base = { source, id: pseudonymOf(EVENT, number), at: epochMs(BEGIN + number * 20) };
  switch (number % EVENTS_PER_CONTACT) {
    case 0:
      return { ...base, type: "contact.arrived", contact, channel: "phone", entry: "phone", language: "it" };
    case 1:
      return { ...base, type: "contact.queued", contact, language: "it", queue: "q_it" };
    case 2:
      return { ...base, type: "contact.answered", contact, wait: seconds(number % 100) };
    case 3:
      return { ...base, type: "contact.ended", contact, outcome: "completed", talk: seconds(300) };
    default:
      return {
        ...base,
        type: "operators.changed",
        channel: "phone",
        sequence: BEGIN * 1_000 + number,
        counts: { available: 3, ringing: 1, busy: 5, wrapUp: 1, paused: 2, offline: number % 10 },
      };
  }
}

/** The events from number `from` up to, not including, `to`. */
export const numberedEvents = (from: number, to: number, source?: string): HelplineEvent[] =>
  Array.from({ length: to - from }, (_, index) => numberedEvent(from + index, source));
