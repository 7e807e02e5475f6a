import type { ContactKey, HelplineEvent, OpenContact, Phase } from "#domain/contact-event.ts";

/** Contacts that have arrived and not ended, as a listing after a restart needs them. */
export class OpenContacts {
  readonly #open = new Map<ContactKey, OpenContact>();

  apply(event: HelplineEvent): void {
    if (event.type === "contact.arrived") {
      const { contact, channel, entry, at } = event;
      this.#open.set(contact, { contact, channel, entry, phase: "welcome", since: at });
    } else if (event.type === "contact.queued") {
      this.#enter(event, "waiting", { language: event.language, queue: event.queue });
    } else if (event.type === "contact.answered") {
      this.#enter(event, "conversation", {});
    } else if (event.type === "contact.ended") {
      this.#open.delete(event.contact);
    }
  }

  list(): readonly OpenContact[] {
    return [...this.#open.values()];
  }

  #enter(
    { contact, at }: { readonly contact: ContactKey; readonly at: OpenContact["since"] },
    phase: Phase,
    known: Pick<OpenContact, "language" | "queue">,
  ): void {
    const open = this.#open.get(contact);
    if (open !== undefined) this.#open.set(contact, { ...open, ...known, phase, since: at });
  }
}
