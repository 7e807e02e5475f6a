import { type HelplineEvent, OUTCOMES } from "#domain/contact-event.ts";
import { type EpochMs, epochMs, ms, seconds } from "#domain/time.ts";

import { seededRandom } from "./seeded-random.ts";

/** The events of `test/fixtures/config/good-two-producers.yaml` begin so long before the present: young enough to be taken. */
const SPAN_MS = 20 * 3_600_000;

const pick = <T>(random: () => number, values: readonly T[]): T => {
  const value = values[Math.floor(random() * values.length)];
  if (value === undefined) throw new RangeError("nothing to pick from");
  return value;
};

/**
 * About `count` events of every kind, of calls and chats of the last twenty hours, in the order in
 * which they happened; ids are pseudonyms. The same for the same seed and instant.
 */
export function busEvents(count: number, now: EpochMs, seed = 8): HelplineEvent[] {
  const random = seededRandom(seed);
  const hex = (): string =>
    Array.from({ length: 4 }, () =>
      Math.floor(random() * 2 ** 32)
        .toString(16)
        .padStart(8, "0"),
    ).join("");
  const events: HelplineEvent[] = [];
  const open: { contact: string; source: string; since: EpochMs }[] = [];
  let sequence = now * 1_000;
  while (events.length < count) {
    const channel = random() < 0.75 ? ("phone" as const) : ("chat" as const);
    const source = channel === "phone" ? "pbx" : "chats";
    let at = now - SPAN_MS * random();
    const base = (after = 0) => ({ source, id: hex(), at: epochMs(Math.round((at += after))) });
    const kind = random();
    if (kind < 0.04) {
      const people = () => Math.floor(random() * 6);
      const counts = {
        available: people(),
        ringing: people(),
        busy: people(),
        wrapUp: people(),
        paused: people(),
        offline: people(),
      };
      events.push({
        ...base(),
        type: "operators.changed",
        channel,
        sequence: (sequence += 1),
        counts: random() < 0.1 ? null : counts,
      });
      continue;
    }
    if (kind < 0.07) {
      events.push({ ...base(), type: "outbound.ended", purpose: pick(random, ["network", "other"]) });
      continue;
    }
    if (kind < 0.08) {
      const named = open.filter((one) => one.source === source).slice(-3);
      const lines = named.map(({ contact, since }) => ({
        contact,
        channel,
        entry: channel === "phone" ? "phone" : "site",
        phase: pick(random, ["welcome", "waiting", "conversation"] as const),
        since,
        language: "it",
        queue: channel === "phone" ? "q_it" : "chat",
      }));
      events.push({
        ...base(),
        type: "source.resynced",
        open: lines,
        covers: ["waiting"],
        restarted: random() < 0.2,
      });
      continue;
    }
    const contact = hex();
    const entry = channel === "phone" ? "phone" : pick(random, ["site", "app"]);
    events.push({
      ...base(),
      type: "contact.arrived",
      contact,
      channel,
      entry,
      ...(random() < 0.5 ? { language: "it" } : {}),
    });
    open.push({ contact, source, since: epochMs(Math.round(at)) });
    if (random() < 0.03) events.push({ ...base(10), type: "contact.blacklisted", contact });
    const isEnglish = channel === "phone" && random() < 0.2;
    const queue = channel === "chat" ? "chat" : isEnglish ? "q_en" : "q_it";
    if (random() < 0.92)
      events.push({
        ...base(5_000 * random()),
        type: "contact.queued",
        contact,
        language: isEnglish ? "en" : "it",
        queue,
      });
    if (random() < 0.05) events.push({ ...base(1_000), type: "contact.unconfirmed", contact });
    if (random() < 0.8) {
      const measured = random() < 0.5 ? { wait: ms(Math.floor(random() * 90_000)) } : {};
      const told = random() < 0.1 ? { estimated: true as const } : measured;
      events.push({ ...base(90_000 * random()), type: "contact.answered", contact, ...told });
    }
    if (random() < 0.98) {
      const talk = random() < 0.5 ? { talk: seconds(Math.floor(random() * 900)) } : {};
      events.push({
        ...base(900_000 * random()),
        type: "contact.ended",
        contact,
        outcome: pick(random, OUTCOMES),
        ...talk,
      });
      if (random() < 0.05)
        events.push({ ...base(1_000), type: "contact.corrected", contact, outcome: pick(random, OUTCOMES) });
      if (random() < 0.03) events.push({ ...base(2_000), type: "contact.returned", contact });
    }
  }
  return events.filter((event) => event.at <= now).toSorted((a, b) => a.at - b.at);
}
