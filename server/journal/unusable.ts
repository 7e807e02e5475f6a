/** Why a journal cannot be used. An operator has to act; trying again does not help. */
export type UnusableReason =
  | "already-open"
  | "corrupt"
  | "lost"
  | "newer-schema"
  | "not-a-journal"
  | "other-kind"
  | "unreachable";

/**
 * The journal cannot be opened, or what it holds cannot be trusted. The message
 * says what is wrong, where, and what to do; the process should end with exit code 78.
 */
export class JournalUnusable extends Error {
  override readonly name = "JournalUnusable";
  readonly reason: UnusableReason;

  constructor(reason: UnusableReason, message: string, options?: ErrorOptions) {
    super(message, options);
    this.reason = reason;
  }
}
