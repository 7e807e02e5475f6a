import type { HelplineEvent } from "#domain/contact-event.ts";
import type { Pseudonyms } from "#engine/ports.ts";

/** Replaces every id of the producer's own system; what comes out may enter the engine. */
export function pseudonymise(event: HelplineEvent, pseudonyms: Pseudonyms): HelplineEvent {
  const { source, at } = event;
  const id = pseudonyms.event(source, event.id, at);
  switch (event.type) {
    case "contact.arrived":
    case "contact.blacklisted":
    case "contact.queued":
    case "contact.answered":
    case "contact.unconfirmed":
    case "contact.returned":
    case "contact.ended":
    case "contact.corrected":
      return { ...event, id, contact: pseudonyms.contact(source, event.contact, at) };
    case "source.resynced":
      return {
        ...event,
        id,
        open: event.open.map((open) => {
          const contact = pseudonyms.contact(source, open.contact, open.since);
          return Object.assign({}, open, { contact });
        }),
      };
    case "outbound.ended":
    case "operators.changed":
    case "source.heartbeat":
      return { ...event, id };
  }
}
