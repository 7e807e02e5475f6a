/** The contacts of the quarter told as events, with native ids: pseudonyms are made at delivery. */
import { type ContactFact, type SourceId, unreachable } from "#domain/contact-event.ts";
import { type EpochMs, later } from "#domain/time.ts";

import type { QuarterContact } from "./quarter-contact.ts";

/** Every event of one contact in order of time, also those after midnight. `native` is the contact's key. */
export function factsOf(source: SourceId, native: string, contact: QuarterContact): ContactFact[] {
  const step = (name: string, at: EpochMs) => ({ source, id: `${native}/${name}`, at, contact: native });
  const { arrivedAt, channel, entry } = contact;
  const arrived = { ...step("arrived", arrivedAt), type: "contact.arrived", channel, entry } as const;
  switch (contact.course) {
    case "blacklisted":
      return [
        arrived,
        { ...step("blacklisted", contact.endedAt), type: "contact.blacklisted" },
        { ...step("ended", contact.endedAt), type: "contact.ended", outcome: "blacklisted" },
      ];
    case "closed-in-welcome":
      return [
        arrived,
        { ...step("ended", contact.endedAt), type: "contact.ended", outcome: "closed-in-welcome" },
      ];
    case "queued": {
      const { language, queue, queuedAt, service } = contact;
      const { wait, talk, outcome } = service;
      const waited = later(queuedAt, wait);
      const queued: ContactFact[] = [
        channel === "chat" ? { ...arrived, language } : arrived,
        { ...step("queued", queuedAt), type: "contact.queued", language, queue },
      ];
      if (outcome !== "completed")
        return [...queued, { ...step("ended", waited), type: "contact.ended", outcome }];
      return [
        ...queued,
        { ...step("answered", waited), type: "contact.answered", wait },
        { ...step("ended", later(waited, talk)), type: "contact.ended", outcome, talk },
      ];
    }
    default:
      return unreachable(contact);
  }
}
