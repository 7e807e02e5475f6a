import type { Channel, Entry, Language, Outcome, QueueId } from "#domain/contact-event.ts";
import type { DurationMs, EpochMs } from "#domain/time.ts";

/** How it goes for a contact that asks for a person. Whole seconds, as telephone systems and chat servers write them down. */
export interface Service {
  /** From queueing to the answer, or to the end without one. */
  readonly wait: DurationMs;
  readonly outcome: Extract<
    Outcome,
    "completed" | "abandoned" | "unanswered" | "voicemail" | "closed-by-staff"
  >;
  /** 0 when nobody answered. */
  readonly talk: DurationMs;
}

type Course =
  | { readonly course: "blacklisted" | "closed-in-welcome"; readonly endedAt: EpochMs }
  | {
      readonly course: "queued";
      readonly queuedAt: EpochMs;
      readonly language: Language;
      readonly queue: QueueId;
      readonly service: Service;
    };

/** A contact of the quarter, from its arrival to its end. */
export type QuarterContact = Course & {
  readonly channel: Channel;
  readonly entry: Entry;
  readonly arrivedAt: EpochMs;
  /** Position of the day of arrival among the days of the quarter. */
  readonly day: number;
};
