import type { Outcome } from "../controllers/send-request.ts";
import type { AlertsSpeech } from "./alerts-speech.ts";

/** Why something was not done, in words. */
export function refusalText(
  outcome: Exclude<Outcome, { status: "done" }>,
  { words, page }: AlertsSpeech,
): string {
  if (outcome.status === "failed") return words.unreachable;
  return (
    new Map<string, string>(Object.entries(words.refusals)).get(outcome.problem) ??
    words.refused(page.formats.integer(outcome.code))
  );
}

/** What the last attempt of a delivery met, in words: `http-503`, `refused`. */
export function deliveryErrorText(error: string, { words }: AlertsSpeech): string {
  const [, kind, status = ""] = /^(http|smtp)-(\d+)$/.exec(error) ?? [];
  if (kind === "http") return words.httpError(status);
  if (kind === "smtp") return words.smtpError(status);
  return new Map<string, string>(Object.entries(words.errors)).get(error) ?? error;
}
