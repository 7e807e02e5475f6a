import type { Outcome } from "../outcome.ts";

/** After so many attempts, some twenty minutes, nobody waits any more for a mailbox that is full. */
const MOST_PARTIAL = 5;
/** One at a time, or a few that pass one another. */
const MOST_REMEMBERED = 100;

/** What the library tells of a mail that somebody took. */
interface Sent {
  readonly rejectedErrors?: readonly unknown[] | undefined;
}

/** Mails that some have got and others not yet, so that nobody gets one again for the sake of another. */
export class MailsUnderWay {
  readonly #mails = new Map<string, { readonly left: readonly string[]; readonly attempts: number }>();

  /** To whom a mail is still to go. */
  left(id: string, to: readonly string[]): readonly string[] {
    return this.#mails.get(id)?.left ?? to;
  }

  /** Somebody took it. Others may have been refused: for a while, so they are asked again, or for good. */
  sent(id: string, { rejectedErrors = [] }: Sent): Outcome {
    const attempts = (this.#mails.get(id)?.attempts ?? 0) + 1;
    const refused = rejectedErrors.map((error) => ({ code: replyCodeOf(error), to: recipientOf(error) }));
    const passing = refused.filter(({ code }) => code !== null && code < 500);
    const [first] = passing;
    if (first !== undefined && attempts < MOST_PARTIAL) {
      this.#remember(
        id,
        passing.flatMap(({ to }) => (to === null ? [] : [to])),
        attempts,
      );
      return { kind: "retry", error: `smtp-${first.code}`, after: null };
    }
    this.#mails.delete(id);
    const [worst = null] = refused.map(({ code }) => code);
    return worst === null ? { kind: "delivered" } : { kind: "delivered", partly: `partly-smtp-${worst}` };
  }

  /** Nobody of those who were left took it. */
  failed(id: string, outcome: Outcome): Outcome {
    const mail = this.#mails.get(id);
    if (mail === undefined || outcome.kind === "delivered" || outcome.kind === "gone") return outcome;
    const isOver = outcome.kind === "dead" || mail.attempts + 1 >= MOST_PARTIAL;
    if (isOver) this.#mails.delete(id);
    else this.#remember(id, mail.left, mail.attempts + 1);
    return isOver ? { kind: "delivered", partly: `partly-${outcome.error}` } : outcome;
  }

  #remember(id: string, left: readonly string[], attempts: number): void {
    this.#mails.delete(id);
    if (left.length > 0) this.#mails.set(id, { left, attempts });
    for (const oldest of [...this.#mails.keys()].slice(0, -MOST_REMEMBERED)) this.#mails.delete(oldest);
  }
}

export function replyCodeOf(error: unknown): number | null {
  const code = error instanceof Error && "responseCode" in error ? error.responseCode : null;
  return typeof code === "number" && code >= 400 ? code : null;
}

function recipientOf(error: unknown): string | null {
  const recipient = error instanceof Error && "recipient" in error ? error.recipient : null;
  return typeof recipient === "string" ? recipient : null;
}
