import assert from "node:assert/strict";

import type { HelplineEvent } from "#domain/contact-event.ts";
import type { EpochMs } from "#domain/time.ts";
import type { ReportAnswer } from "#engine/ports.ts";

/** What a test tells a house in a process of its own; `now` is the time there from then on. */
export type QuarterOrder =
  | { readonly type: "accept"; readonly now: EpochMs; readonly events: readonly HelplineEvent[] }
  | { readonly type: "report"; readonly now: EpochMs; readonly from: string; readonly to: string };

export type QuarterAnswer =
  | { readonly type: "ready" }
  /** On disk; `tooLate` of them were refused. */
  | { readonly type: "accepted"; readonly tooLate: number }
  | { readonly type: "report"; readonly answer: ReportAnswer };

/** Both ends are this repository's, so that the kind of the message is all that is asked. */
export function decodeOrder(message: unknown): QuarterOrder {
  assert.ok(isOrder(message), "an order of quarter-orders.ts");
  return message;
}

export function decodeAnswer(message: unknown): QuarterAnswer {
  assert.ok(isAnswer(message), "an answer of quarter-orders.ts");
  return message;
}

const isOrder = (message: unknown): message is QuarterOrder => isOneOf(message, ["accept", "report"]);
const isAnswer = (message: unknown): message is QuarterAnswer =>
  isOneOf(message, ["ready", "accepted", "report"]);

const isOneOf = (message: unknown, types: readonly string[]): boolean =>
  typeof message === "object" &&
  message !== null &&
  "type" in message &&
  typeof message.type === "string" &&
  types.includes(message.type);
