import type { Board } from "#domain/board.ts";
import { OPERATOR_STATES } from "#domain/contact-event.ts";
import { FATES } from "#domain/contact-story.ts";
import { STRICT_RATES } from "#domain/metrics.ts";
import { occupancyOf } from "#domain/operators.ts";
import { type EpochMs, minutes } from "#domain/time.ts";
import { periodFigures } from "#engine/period-figures.ts";

const CREDITED = { abandons: "credited", shortAbandons: "leftOut" } as const;

/** Everything a board can be asked at `now`, as plain data that compares deeply. */
export function pictureOf(board: Board, now: EpochMs): unknown {
  const day = board.dayOf(now);
  const channels = [...board.channels()].map(([channel, one]) => ({
    channel,
    waiting: [...one.waiting()].map((story) => Number(story.waitingSince)).sort((a, b) => a - b),
    talking: [...one.talking()].map((story) => Number(story.answeredAt)).sort((a, b) => a - b),
    operators: OPERATOR_STATES.map((state) => one.operators()?.[state] ?? null),
    occupancy: occupancyOf(one.operatorHistories(), now, minutes(60)),
    fates: FATES.map((fate) => one.dayTally(day).fate(fate)),
    arrivals: [...one.dayTally(day).arrivals],
    today: periodFigures(one.dayTallyAt(day, now), one.rules, STRICT_RATES, null),
    windows: [15, 30, 60].map((length) =>
      periodFigures(one.windowTally(now, minutes(length)), one.rules, CREDITED, null),
    ),
    outbound: board.outbound.countBetween(day.start, day.end),
  }));
  return { channels, stories: [...board.stories()].map((story) => JSON.stringify(story)).sort() };
}
