import type { ContactFact, HelplineEvent, OperatorsChanged } from "#domain/contact-event.ts";

import { type NaiveContact, naiveContact } from "./naive-contact.ts";

/** All events that have come, kept as they are, and what they say of each contact. */
export class NaiveFacts {
  readonly #told = new Map<string, ContactFact[]>();
  readonly #contacts = new Map<string, NaiveContact | null>();
  readonly #operators: OperatorsChanged[] = [];

  learn(events: readonly HelplineEvent[]): void {
    for (const event of events) {
      if (event.type === "operators.changed" && !this.#operators.includes(event)) this.#operators.push(event);
      if (!("contact" in event)) continue;
      const told = [...(this.#told.get(event.contact) ?? []), event];
      this.#told.set(event.contact, told);
      this.#contacts.set(event.contact, naiveContact(told));
    }
  }

  contacts(channel: string): readonly NaiveContact[] {
    return [...this.#contacts.values()]
      .filter((contact) => contact !== null)
      .filter((contact) => contact.channel === channel);
  }

  operators(channel: string): readonly OperatorsChanged[] {
    return this.#operators.filter((change) => change.channel === channel);
  }
}
