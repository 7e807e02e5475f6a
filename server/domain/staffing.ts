/**
 * How many operators a volume of calls needs, and what a team of a given size achieves: the
 * Erlang A queue. Calls come at random, and serve times and patience are exponential; who
 * runs out of patience leaves.
 *
 * Sources: Palm, Research on Telephone Traffic Carried by Full Availability Groups (1957);
 * Mandelbaum & Zeltyn, Service Engineering in Action: The Palm/Erlang-A Queue (2007).
 */
export interface QueueLoad {
  /** Calls that want an operator. */
  readonly callsPerHour: number;
  /** Mean of talk and wrap-up. */
  readonly handleSeconds: number;
  /** Mean time that a caller would wait before giving up; not the mean wait of those who gave up. */
  readonly patienceSeconds: number;
}

/** A share of all calls, those given up too, that should be answered within a time. */
export interface ServiceTarget {
  /** From 0 to 1. */
  readonly target: number;
  readonly withinSeconds: number;
}

/** What a team achieves in the long run. Shares are of all calls, from 0 to 1. */
export interface TeamPerformance {
  /** Share that finds every operator busy. */
  readonly waitRate: number;
  readonly abandonRate: number;
  /** Share answered within the time asked for; the calls given up count as not answered. */
  readonly serviceLevel: number;
  /** Mean wait of the answered calls, ASA. `null` where none is answered. */
  readonly answerSeconds: number | null;
  /** Share of the operators' time spent on calls. `null` without operators. */
  readonly occupancy: number | null;
}

/** Further states of the queue are left out once they are this unlikely beside the likeliest. */
const NEGLIGIBLE = 1e-12;
/** Beyond it likelihoods are scaled down: numbers end at 1e308. */
const VERY_LARGE = 1e200;
/** Even number of steps of Simpson's rule. */
const STEPS = 200;
/** More than any helpline has on one shift. */
const MOST_OPERATORS = 200;

/** Smallest number of operators, at least one, who reach the target; at most 200. */
export function operatorsNeeded(load: QueueLoad, { target, withinSeconds }: ServiceTarget): number {
  let operators = 1;
  const isShort = () => serviceLevelOf(load, operators, withinSeconds) < target;
  while (operators < MOST_OPERATORS && isShort()) operators += 1;
  return operators;
}

/**
 * What `operators` achieve with this load. Where nobody calls, every call is answered at
 * once; where nobody is there to answer, every call is given up in the end.
 */
export function achieved(load: QueueLoad, operators: number, withinSeconds: number): TeamPerformance {
  const calls = load.callsPerHour / 3_600;
  if (calls === 0)
    return {
      waitRate: 0,
      abandonRate: 0,
      serviceLevel: 1,
      answerSeconds: null,
      occupancy: operators === 0 ? null : 0,
    };
  const states = stateChances(load, operators);
  const waiting = states.slice(operators);
  const inQueue = waiting.reduce((sum, chance, ahead) => sum + chance * ahead, 0);
  const abandonRate = operators === 0 ? 1 : inQueue / load.patienceSeconds / calls;
  const answered = 1 - abandonRate;
  return {
    waitRate: operators === 0 ? 1 : waiting.reduce((sum, chance) => sum + chance, 0),
    abandonRate,
    serviceLevel: serviceLevelOf(load, operators, withinSeconds),
    answerSeconds: operators === 0 ? null : answeredWait(load, operators, waiting) / answered,
    occupancy: operators === 0 ? null : (calls * answered * load.handleSeconds) / operators,
  };
}

function serviceLevelOf(load: QueueLoad, operators: number, withinSeconds: number): number {
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

/**
 * Mean over all calls of the wait, counted where it ends with an answer. Who finds `ahead`
 * others waiting moves up one place at a time, at the pace at which somebody is served or
 * gives up, and that pace does not depend on which of the two it is.
 */
function answeredWait(
  { handleSeconds, patienceSeconds }: QueueLoad,
  operators: number,
  waiting: readonly number[],
): number {
  const serve = operators / handleSeconds;
  let [wait, sum] = [0, 0];
  for (const [ahead, chance] of waiting.entries()) {
    const pace = serve + (ahead + 1) / patienceSeconds;
    wait += 1 / pace;
    sum += chance * (serve / pace) * wait;
  }
  return sum;
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
    relative.push(last);
    if (last > VERY_LARGE) {
      for (const [state, value] of relative.entries()) relative[state] = value / last;
      [last, largest] = [1, 1];
    }
    largest = Math.max(largest, last);
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
