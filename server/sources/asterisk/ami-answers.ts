/** Joins answers to the actions they belong to, by ActionID; tells live events from answers. */
import type { DurationMs } from "#domain/time.ts";
import type { Clock } from "#engine/ports.ts";

import { type AmiAction, encodeAction, isList } from "./ami-actions.ts";
import type { AmiMessage } from "./ami-message.ts";

/**
 * `refused`: the PBX said no. `incomplete`: a list that does not have the length
 * it claims. `busy`: earlier actions still wait in the socket, nothing was sent.
 */
export type AmiFailure = "refused" | "incomplete" | "timed-out" | "disconnected" | "busy" | "not-connected";

export type AmiAnswer =
  /** `items` are the events of a list without the one that completes it; empty for other actions. */
  | { readonly ok: true; readonly response: AmiMessage; readonly items: readonly AmiMessage[] }
  | { readonly ok: false; readonly reason: AmiFailure };

/** More calls at once than any helpline has; bounds the memory a broken peer can take. */
const MAX_ITEMS = 20_000;
const ID_PREFIX = "vedetta-";

interface Open {
  readonly action: AmiAction["name"];
  readonly settle: (answer: AmiAnswer) => void;
  readonly items: AmiMessage[];
  response: AmiMessage | null;
}

export class AmiAnswers {
  readonly #clock: Clock;
  readonly #patience: DurationMs;
  readonly #open = new Map<string, Open>();
  #sequence = 0;

  constructor(clock: Clock, patience: DurationMs) {
    this.#clock = clock;
    this.#patience = patience;
  }

  /** Makes an action ready to be sent, and a place for its answer. Throws for an action that is not allowed. */
  expect(action: AmiAction): { readonly text: string; readonly answer: Promise<AmiAnswer> } {
    const actionId = `${ID_PREFIX}${(this.#sequence += 1)}`;
    const text = encodeAction(action, actionId);
    const { promise, resolve } = Promise.withResolvers<AmiAnswer>();
    const cancel = this.#clock.after(this.#patience, () => this.#settle(actionId, failed("timed-out")));
    const settle = (answer: AmiAnswer): void => {
      cancel();
      resolve(answer);
    };
    this.#open.set(actionId, { action: action.name, settle, items: [], response: null });
    return { text, answer: promise };
  }

  /**
   * `live`: not ours, an event for the user. `settled`: an answer is whole with
   * this message. `taken`: part of an answer, or an answer nobody waits for any more.
   */
  take(message: AmiMessage): "live" | "taken" | "settled" {
    const actionId = message.get("ActionID");
    if (actionId === undefined || !actionId.startsWith(ID_PREFIX))
      return message.kind === "event" ? "live" : "taken";
    const open = this.#open.get(actionId);
    if (open === undefined) return "taken";
    const answer = message.kind === "response" ? answerOf(open, message) : listAnswerOf(open, message);
    if (answer === null) return "taken";
    this.#settle(actionId, answer);
    return "settled";
  }

  /** Fails every open answer. */
  abandon(): void {
    for (const actionId of this.#open.keys()) this.#settle(actionId, failed("disconnected"));
  }

  #settle(actionId: string, answer: AmiAnswer): void {
    this.#open.get(actionId)?.settle(answer);
    this.#open.delete(actionId);
  }
}

export function failed(reason: AmiFailure): AmiAnswer {
  return { ok: false, reason };
}

function answerOf(open: Open, response: AmiMessage): AmiAnswer | null {
  if (response.name === "Error") return failed("refused");
  open.response = response;
  return isList(open.action) ? null : { ok: true, response, items: [] };
}

function listAnswerOf(open: Open, event: AmiMessage): AmiAnswer | null {
  const end = event.get("EventList");
  if (end === undefined && event.name !== `${open.action}Complete`) {
    if (open.items.length <= MAX_ITEMS) open.items.push(event);
    return null;
  }
  // Old versions neither announce nor count a list; a newer one that gave up says `Cancelled`.
  const claimed = Number(event.get("ListItems") ?? open.items.length);
  const whole = (end ?? "Complete") === "Complete" && claimed === open.items.length && claimed <= MAX_ITEMS;
  if (open.response === null || !whole) return failed("incomplete");
  return { ok: true, response: open.response, items: open.items };
}
