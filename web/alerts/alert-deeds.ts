/** What people do about alerts, as requests. */
import type { TestResult } from "#wire/deliveries.ts";

import { type Outcome, sendRequest } from "../controllers/send-request.ts";
import type { AlertsSpeech } from "./alerts-speech.ts";
import { deliveryErrorText } from "./refusal-text.ts";

/** The fields of a form as they were filled in. */
export type Filled = Readonly<Record<string, string>>;

export function filledOf(form: HTMLFormElement): Filled {
  const texts = [...new FormData(form)].flatMap(([name, value]) =>
    typeof value === "string" ? [[name, value.trim()] as const] : [],
  );
  return Object.fromEntries(texts);
}

/** `by`: not given where somebody is logged in. */
export const acknowledge = (fingerprint: string, { by }: Filled): Promise<Outcome> =>
  sendRequest("POST", "/api/v1/alerts/acknowledge", { fingerprint, ...authorOf(by) });

/** `scope`: empty for the alert itself, else a rule, and the channel if it is of one. */
export function silence(fingerprint: string | null, filled: Filled): Promise<Outcome> {
  const { by, why = "", minutes = "60", scope = "" } = filled;
  const [rule = "", channel] = scope.split(" ");
  const of = rule === "" ? { fingerprint } : { rule, ...(channel === undefined ? {} : { channel }) };
  return sendRequest("POST", "/api/v1/silences", { ...of, ...authorOf(by), why, minutes: Number(minutes) });
}

const authorOf = (by: string | undefined): object => (by === undefined ? {} : { by });

export const endSilence = (id: string): Promise<Outcome> =>
  sendRequest("DELETE", `/api/v1/silences/${encodeURIComponent(id)}`);

export const resend = (receiver: string, id: string): Promise<Outcome> =>
  sendRequest(
    "POST",
    `/api/v1/deliveries/${encodeURIComponent(receiver)}/${encodeURIComponent(id)}/resend`,
    {},
  );

export const sendTest = (receiver: string): Promise<Outcome> =>
  sendRequest("POST", `/api/v1/receivers/${encodeURIComponent(receiver)}/test`, {});

/** What became of a test, in words. */
export function testText(receiver: string, body: unknown, speech: AlertsSpeech): string {
  const { words } = speech;
  return isTestResult(body) && !body.delivered
    ? words.testFailed(receiver, deliveryErrorText(body.error ?? "", speech))
    : words.testDelivered(receiver);
}

const isTestResult = (body: unknown): body is TestResult =>
  typeof body === "object" && body !== null && "delivered" in body && typeof body.delivered === "boolean";
