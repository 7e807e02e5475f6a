import type { HelplineEvent } from "#domain/contact-event.ts";

/** Something that acknowledges events, to be killed while it does. The default exports of `*-target.ts`. */
export interface KillTarget {
  /** Called in the process that will be killed. */
  open(directory: string): Promise<{
    /** Resolves when the events are acknowledged, that is, must survive. */
    send(events: readonly HelplineEvent[]): Promise<void>;
  }>;
  /** Called after the kill, in the process that lives on: opens what is there, and looks. */
  audit(directory: string, acknowledged: readonly HelplineEvent[]): Promise<Audit>;
}

export interface Audit {
  /** Acknowledged and not there. */
  readonly lost: number;
  /** There more than once. */
  readonly repeated: number;
  /** What SQLite says about the file: `ok`. */
  readonly integrity: string;
  /** How long it took to be ready again, in milliseconds. */
  readonly readyAfterMs: number;
}
