import type { Baseline } from "#config/baseline-schema.ts";
import type { QuarterFigures } from "#config/quarter-schema.ts";
import { type EpochMs, later } from "#domain/time.ts";

import { entryOf, type LanguageMenu, type SimulatedHouse } from "../language-desks.ts";
import { createRandom } from "../random.ts";
import type { Arrival } from "./arrivals.ts";
import { callArrivals } from "./call-arrivals.ts";
import { callServices } from "./call-services.ts";
import type { QuarterContact, Service } from "./quarter-contact.ts";
import type { QuarterDay } from "./quarter-days.ts";
import { shiftPlan } from "./shift-plan.ts";

export interface ChannelOptions {
  readonly seed: string;
  readonly days: readonly QuarterDay[];
  readonly house: SimulatedHouse;
  readonly figures: QuarterFigures;
  /** How long welcome messages and conversations take, and how languages and entries are chosen. */
  readonly baseline: Baseline;
  /** By position of the day of arrival. */
  readonly menuOf: (day: number) => LanguageMenu;
}

/** How long a switch needs to turn a blacklisted call away. */
const SECONDS_TO_BLOCK = { mean: 0.4, cv: 0.5, min: 0.1, max: 2 };

/** Every call of the quarter in order of arrival, with all that happens to it. */
export function quarterCalls(options: ChannelOptions): QuarterContact[] {
  const { seed, days, house, figures, baseline, menuOf } = options;
  const { welcome, entryShares } = baseline.channels.phone;
  const { calls, blacklisted, closedInWelcome } = callArrivals(seed, days, figures);
  const waiting = queueOf(
    calls.filter((call) => !blacklisted.has(call) && !closedInWelcome.has(call)),
    options,
  );
  const random = createRandom(`${seed}|courses`);
  return calls.flatMap((call): QuarterContact[] => {
    const entry = entryOf(house.channels.phone?.entries ?? [], entryShares, random);
    if (entry === undefined) return [];
    const base = { channel: "phone", entry, arrivedAt: call.at, day: call.day } as const;
    if (blacklisted.has(call))
      return [{ ...base, course: "blacklisted", endedAt: later(call.at, random.duration(SECONDS_TO_BLOCK)) }];
    const queued = waiting.get(call);
    if (queued === undefined) {
      const endedAt = welcome === null ? call.at : later(call.at, random.duration(welcome.secondsToClose));
      return [{ ...base, course: "closed-in-welcome", endedAt }];
    }
    const choice = menuOf(call.day)(queued.queuedAt, random);
    // No desk is open: the message says so, and the call ends with it.
    if (choice === undefined) return [{ ...base, course: "closed-in-welcome", endedAt: queued.queuedAt }];
    return [{ ...base, course: "queued", ...queued, ...choice }];
  });
}

interface Queued {
  readonly queuedAt: EpochMs;
  readonly service: Service;
}

/** When each of the calls reaches the queue, and how it goes for it there. */
function queueOf(calls: readonly Arrival[], options: ChannelOptions): Map<Arrival, Queued> {
  const { seed, days, figures, baseline } = options;
  const { welcome, talkSeconds } = baseline.channels.phone;
  const { patienceSeconds, staffing } = figures.assumed.calls;
  const operatorsAt = shiftPlan(days, figures, talkSeconds.mean + staffing.wrapUpSeconds);
  const random = createRandom(`${seed}|queue`);
  const queue = calls
    .map((call) => ({
      call,
      queuedAt: welcome === null ? call.at : later(call.at, random.duration(welcome.secondsToQueue)),
    }))
    .sort((a, b) => a.queuedAt - b.queuedAt);
  const services = callServices(
    queue.map(({ call, queuedAt }) => {
      const talk = random.duration(talkSeconds) / 1_000;
      return {
        at: queuedAt / 1_000,
        operators: operatorsAt(call),
        patience: random.exponential(patienceSeconds),
        talk,
        handle: talk + staffing.wrapUpSeconds,
      };
    }),
    figures,
    random,
  );
  return new Map(
    queue.flatMap(({ call, queuedAt }, place) => {
      const service = services[place];
      return service === undefined ? [] : [[call, { queuedAt, service }] as const];
    }),
  );
}
