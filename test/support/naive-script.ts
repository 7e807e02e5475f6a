/** What the sources tell of one contact made by chance, from its arrival to its end. */
import { CHANNELS, type ContactFact, type Outcome } from "#domain/contact-event.ts";
import { epochMs, ms } from "#domain/time.ts";

import type { Chance } from "./naive-chance.ts";

const LANGUAGES = ["it", "it", "it", "en", "ar"];
const ENTRIES = { phone: ["phone", "partner"], chat: ["site", "app"] };
const WITHOUT_QUEUE: readonly Outcome[] = [
  "blacklisted",
  "closed-in-welcome",
  "bot-only",
  "interrupted",
  "unanswered",
];
const WAITED_IN_VAIN: readonly Outcome[] = [
  "abandoned",
  "abandoned",
  "abandoned",
  "abandoned",
  "unanswered",
  "voicemail",
  "closed-by-staff",
  "interrupted",
  "bot-only",
  "closed-in-welcome",
];

/** `borders`: lengths of waits at which something changes; many waits are drawn at or beside one. */
export function naiveContactEvents(
  chance: Chance,
  given: { readonly contact: string; readonly arrivedAt: number; readonly borders: readonly number[] },
): ContactFact[] {
  const { contact, arrivedAt } = given;
  const channel = chance.of(CHANNELS);
  const fact = (name: string, at: number) => ({
    source: "pbx",
    contact,
    id: `${contact}:${name}`,
    at: epochMs(at),
  });
  const language = chance.of(LANGUAGES);
  const arrived: ContactFact = {
    ...fact("arrived", arrivedAt),
    type: "contact.arrived",
    channel,
    entry: chance.of(ENTRIES[channel]),
    ...(chance.is(0.3) && { language }),
  };
  const queuedAt = arrivedAt + (chance.is(0.2) ? 0 : chance.between(0, 40_000));
  const ended = (at: number, outcome: Outcome, talk?: number): ContactFact => ({
    ...fact("ended", at),
    type: "contact.ended",
    outcome,
    ...(talk !== undefined && { talk: ms(talk) }),
  });
  if (chance.is(0.03)) return [arrived, { ...fact("blacklisted", queuedAt), type: "contact.blacklisted" }];
  if (chance.is(0.2)) return [arrived, ended(queuedAt, chance.of(WITHOUT_QUEUE))];

  const overAt = queuedAt + wait(chance, given.borders);
  const queued = (at: number, to: string): ContactFact => ({
    ...fact(`queued-${to}`, at),
    type: "contact.queued",
    language: to,
    queue: `q_${to}`,
  });
  const waited = [arrived, queued(queuedAt, language)];
  if (chance.is(0.15)) waited.push(queued(chance.between(queuedAt + 1, overAt + 2), "en"));
  if (chance.is(0.15))
    waited.push({
      ...fact("unconfirmed", chance.between(queuedAt, overAt + 60_000)),
      type: "contact.unconfirmed",
    });
  const corrected = (at: number): ContactFact[] =>
    chance.is(0.05)
      ? [
          {
            ...fact("corrected", at + chance.between(0, 3_600_000)),
            type: "contact.corrected",
            outcome: chance.of(["voicemail", "unanswered", "blacklisted", "abandoned"]),
          },
        ]
      : [];
  const estimated = (at: number): ContactFact[] =>
    chance.is(0.1) ? [{ ...fact("estimated", at), type: "contact.answered", estimated: true }] : [];
  if (chance.is(0.35))
    return [
      ...waited,
      ...estimated(chance.between(queuedAt, overAt + 1)),
      ended(overAt, chance.of(WAITED_IN_VAIN)),
      ...corrected(overAt),
    ];
  // Was given up, came back, and now and then left for good.
  if (chance.is(0.1)) {
    const backAt = overAt + chance.between(0, 300_000);
    const again = {
      ...ended(backAt + chance.between(0, 300_000), "abandoned"),
      id: `${contact}:again`,
    };
    const returned: ContactFact = { ...fact("returned", backAt), type: "contact.returned" };
    const told = [...waited, ended(overAt, "abandoned"), returned];
    return chance.is(0.5) ? [...told, again, ...corrected(again.at)] : told;
  }

  const talk = chance.is(0.05) ? chance.between(0, 3 * 3_600_000) : chance.between(0, 1_800_000);
  const end = overAt + talk;
  const answered: ContactFact = {
    ...fact("answered", overAt),
    type: "contact.answered",
    ...(chance.is(0.15) && { wait: ms(wait(chance, given.borders)) }),
  };
  const measured = chance.is(0.2) ? chance.between(0, talk + 1) : undefined;
  const outcome = chance.is(0.05) ? "interrupted" : "completed";
  const guessed = estimated(chance.between(queuedAt, end + 1));
  // Was told as over, and goes on: what was measured until then is void.
  const backAt = end + chance.between(0, 300_000);
  const back =
    outcome === "completed" && chance.is(0.05)
      ? [
          { ...fact("returned", backAt), type: "contact.returned" as const },
          {
            ...ended(backAt + chance.between(1, 300_000), "completed", chance.between(0, 600_000)),
            id: `${contact}:again`,
          },
        ]
      : [];
  // Now and then the source never learns when.
  const answers = guessed.length > 0 && chance.is(0.5) ? guessed : [...guessed, answered];
  return [...waited, ...answers, ended(end, outcome, measured), ...(back.length > 0 ? back : corrected(end))];
}

function wait(chance: Chance, borders: readonly number[]): number {
  if (chance.is(0.3)) return Math.max(0, chance.of([0, ...borders]) + chance.of([-1, 0, 0, 1]));
  if (chance.is(0.05)) return chance.between(0, 3 * 3_600_000);
  return chance.is(0.2) ? chance.between(0, 1_800_000) : chance.between(0, 120_000);
}
