/** Calls that come at random, serve times and patience exponential (Palm's Erlang A). */
export interface QueueLoad {
  readonly callsPerHour: number;
  /** Talk and wrap-up. */
  readonly handleSeconds: number;
  readonly patienceSeconds: number;
}

/** Further states of the queue are left out once they are this unlikely beside the likeliest. */
const NEGLIGIBLE = 1e-12;
/** Even number of steps of Simpson's rule. */
const STEPS = 200;
/** More than any helpline has on one shift. */
const MOST_OPERATORS = 200;

/** Smallest number of operators, at least one, who answer `target` of the calls within a time. */
export function operatorsNeeded(load: QueueLoad, target: number, withinSeconds: number): number {
  let operators = 1;
  while (operators < MOST_OPERATORS && serviceLevel(load, operators, withinSeconds) < target) operators += 1;
  return operators;
}

/** Share of the calls that are answered within a time. */
export function serviceLevel(load: QueueLoad, operators: number, withinSeconds: number): number {
  const calls = load.callsPerHour / 3_600;
  if (calls === 0) return 1;
  const serve = 1 / load.handleSeconds;
  const leave = 1 / load.patienceSeconds;
  const states = stateChances(load, operators);
  const atOnce = states.slice(0, operators).reduce((sum, chance) => sum + chance, 0);
  const lastFree = states[operators - 1] ?? 0;
  /** Density of the wait that is offered, times the chance that it is waited for. */
  const answeredAt = (x: number) =>
    Math.exp(-leave * x) *
    calls *
    lastFree *
    Math.exp((calls * (1 - Math.exp(-leave * x))) / leave - operators * serve * x);
  return atOnce + integral(answeredAt, withinSeconds);
}

/** Chances of 0, 1, 2, ... calls in conversation or waiting. */
function stateChances(
  { callsPerHour, handleSeconds, patienceSeconds }: QueueLoad,
  operators: number,
): number[] {
  const relative = [1];
  let [last, largest] = [1, 1];
  for (let calls = 1; calls <= operators || last > NEGLIGIBLE * largest; calls += 1) {
    const leaving =
      Math.min(calls, operators) / handleSeconds + Math.max(0, calls - operators) / patienceSeconds;
    last *= callsPerHour / 3_600 / leaving;
    largest = Math.max(largest, last);
    relative.push(last);
  }
  const total = relative.reduce((sum, value) => sum + value, 0);
  return relative.map((value) => value / total);
}

/** From 0 to `end`. */
function integral(f: (x: number) => number, end: number): number {
  const step = end / STEPS;
  let sum = f(0) + f(end);
  for (let i = 1; i < STEPS; i += 1) sum += (i % 2 === 0 ? 2 : 4) * f(i * step);
  return (sum * step) / 3;
}
