/**
 * Erlang's formulas of 1917 for calls that never give up, beside which Erlang A is held: they
 * ask for more operators than are needed where callers do leave.
 */
import type { QueueLoad, ServiceTarget } from "./staffing.ts";

/** Traffic in erlangs: the mean number of calls in conversation if none had to wait. */
export const erlangsOf = ({ callsPerHour, handleSeconds }: Omit<QueueLoad, "patienceSeconds">): number =>
  (callsPerHour * handleSeconds) / 3_600;

/** Share of calls that find every operator busy, where such calls are turned away (Erlang B). */
export function erlangB(operators: number, erlangs: number): number {
  let blocked = 1;
  for (let n = 1; n <= operators; n += 1) blocked = (erlangs * blocked) / (n + erlangs * blocked);
  return blocked;
}

/** Share of calls that wait, where all wait for an answer (Erlang C). 1 where the queue only grows. */
export function erlangC(operators: number, erlangs: number): number {
  if (operators <= erlangs) return 1;
  const blocked = erlangB(operators, erlangs);
  return (operators * blocked) / (operators - erlangs * (1 - blocked));
}

export interface PatientQueue {
  readonly serviceLevel: number;
  /** Mean wait of all calls; infinite where the queue only grows. */
  readonly answerSeconds: number;
}

/** What `operators` achieve if no caller ever gives up. */
export function achievedByPatience(
  load: Omit<QueueLoad, "patienceSeconds">,
  operators: number,
  withinSeconds: number,
): PatientQueue {
  const erlangs = erlangsOf(load);
  const spare = operators - erlangs;
  if (spare <= 0) return { serviceLevel: 0, answerSeconds: Infinity };
  const waits = erlangC(operators, erlangs);
  return {
    serviceLevel: 1 - waits * Math.exp((-spare * withinSeconds) / load.handleSeconds),
    answerSeconds: (waits * load.handleSeconds) / spare,
  };
}

/** Smallest number of operators, at least one, who reach the target if no caller ever gives up. */
export function patientOperatorsNeeded(
  load: Omit<QueueLoad, "patienceSeconds">,
  { target, withinSeconds }: ServiceTarget,
): number {
  let operators = Math.max(1, Math.floor(erlangsOf(load)));
  while (achievedByPatience(load, operators, withinSeconds).serviceLevel < target) operators += 1;
  return operators;
}
