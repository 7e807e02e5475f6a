/** The judgement over what was asked. Pure: what was seen in, sentences out. */
import type { LiveHelperChatConfig } from "#config/source-schema.ts";

import { diagnoseDepartments } from "./diagnose-departments.ts";
import { diagnoseReceiver, type TokenFacts } from "./diagnose-receiver.ts";
import { diagnoseRest } from "./diagnose-rest.ts";
import type { ReceiverExam } from "./examine-receiver.ts";
import type { RestExam } from "./examine-rest.ts";
import { note, type Section } from "./finding.ts";

/** `null`: it is not configured. */
export interface Exam {
  readonly rest: RestExam | null;
  readonly receiver: ReceiverExam | null;
  readonly tokens: readonly TokenFacts[];
  /** From where Live Helper Chat runs, as far as the addresses tell. */
  readonly hooksCanArrive: boolean;
}

export function diagnose(source: LiveHelperChatConfig, exam: Exam): readonly Section[] {
  const { rest, receiver, tokens, hooksCanArrive } = exam;
  const hooks = diagnoseReceiver(receiver, tokens, hooksCanArrive);
  if (rest === null || source.rest === undefined) {
    const missing = note(
      "not configured: no rest",
      "without it who closes the page or vanishes is never seen to leave, operators are not counted, and an outage is not caught up",
    );
    return [{ title: "REST interface", findings: [missing] }, hooks];
  }
  return [
    diagnoseRest(rest, source.rest.baseUrl),
    diagnoseDepartments(Object.keys(source.departments), rest),
    hooks,
  ];
}

/** Whether anything must be mended. */
export const isWell = (sections: readonly Section[]): boolean =>
  !sections.some(({ findings }) => findings.some(({ mark }) => mark === "wrong"));
