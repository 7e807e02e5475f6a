/** What people do about screens and sessions, as requests. */
import type { WaitingScreen } from "#wire/access.ts";

import { type Outcome, sendRequest } from "../controllers/send-request.ts";
import type { AccessSpeech } from "./access-speech.ts";

export const lookAt = (code: string): Promise<Outcome> =>
  sendRequest("POST", "/api/v1/screens/look", { code });
export const approve = (code: string, name: string): Promise<Outcome> =>
  sendRequest("POST", "/api/v1/screens", { code, name });
export const unpair = (id: string): Promise<Outcome> =>
  sendRequest("DELETE", `/api/v1/screens/${encodeURIComponent(id)}`);
export const endSession = (id: string): Promise<Outcome> =>
  sendRequest("DELETE", `/api/v1/sessions/${encodeURIComponent(id)}`);

export const isWaiting = (body: unknown): body is WaitingScreen =>
  typeof body === "object" && body !== null && "device" in body && "address" in body;

/** Why something was not done, in words. */
export function refusalOf(outcome: Exclude<Outcome, { status: "done" }>, { words }: AccessSpeech): string {
  if (outcome.status === "failed") return words.unreachable;
  return new Map<string, string>(Object.entries(words.refusals)).get(outcome.problem) ?? words.refused;
}
