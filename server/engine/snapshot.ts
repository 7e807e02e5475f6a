/** Projects the board into the message walls get. Pure: the present is a parameter. */
import type { Board } from "#domain/board.ts";
import type { Calendar } from "#domain/calendar.ts";
import type { ChannelBoard } from "#domain/channel-board.ts";
import type { Channel, Entry, Language } from "#domain/contact-event.ts";
import type { ContactStory } from "#domain/contact-story.ts";
import { STEP_MS } from "#domain/arrival-steps.ts";
import { type RateRules, STRICT_RATES } from "#domain/metrics.ts";
import { occupancyOf, onLineOf } from "#domain/operators.ts";
import { type EpochMs, minutes, ms } from "#domain/time.ts";
import { deskStateOf, type Timetable } from "#domain/timetable.ts";
import type { BoardFigures, ChannelFigures, SourceSnapshot } from "#wire/board-snapshot.ts";

import { countsOf, periodFigures } from "./period-figures.ts";

/** What of the configuration shapes a snapshot. */
export interface HouseRules {
  readonly languages: readonly { readonly language: Language; readonly timetable: Timetable }[];
  readonly entries: Readonly<Partial<Record<Channel, readonly Entry[]>>>;
  /** What is done with abandonments; a channel without is strict. */
  readonly rates: Readonly<Partial<Record<Channel, RateRules>>>;
}

export function snapshotOf(options: {
  readonly board: Board;
  readonly house: HouseRules;
  readonly calendar: Calendar;
  readonly sources: readonly SourceSnapshot[];
  readonly now: EpochMs;
}): BoardFigures {
  const { board, now } = options;
  const day = board.dayOf(now);
  return {
    asOfMs: now,
    dayStartMs: day.start,
    dayEndMs: day.end,
    channels: [...board.channels()].map(([channel, channelBoard]) =>
      channelSnapshot(channel, channelBoard, options),
    ),
    sources: options.sources,
  };
}

function channelSnapshot(
  channel: Channel,
  board: ChannelBoard,
  options: {
    readonly board: Board;
    readonly house: HouseRules;
    readonly calendar: Calendar;
    readonly now: EpochMs;
  },
): ChannelFigures {
  const { now, house } = options;
  const day = options.board.dayOf(now);
  const today = board.dayTally(day);
  const counts = countsOf((fate) => today.fate(fate));
  const waiting = [...board.waiting()];
  const talking = [...board.talking()];
  const operators = board.operators();
  const histories = board.operatorHistories();
  const rates = house.rates[channel] ?? STRICT_RATES;
  const last = (length: number) =>
    periodFigures(
      board.windowTally(now, minutes(length)),
      board.rules,
      rates,
      occupancyOf(histories, now, minutes(length)),
    );
  const stepNow = Math.floor((now - day.start) / STEP_MS);
  return {
    channel,
    now: {
      waiting: waiting.length,
      unconfirmed: countWhere(waiting, (story) => story.unconfirmed),
      longestWaitSinceMs: earliestOf(waiting),
      inConversation: talking.length,
      languages: house.languages.map(({ language, timetable }) => ({
        language,
        desk: deskStateOf(timetable, now, options.calendar),
        waiting: countWhere(waiting, (story) => story.language === language),
        inConversation: countWhere(talking, (story) => story.language === language),
      })),
      entries: (house.entries[channel] ?? []).map((entry) => ({
        entry,
        waiting: countWhere(waiting, (story) => story.entry === entry),
        inConversation: countWhere(talking, (story) => story.entry === entry),
      })),
      operators: operators === null ? null : { ...operators, onLine: onLineOf(operators) },
    },
    today: {
      ...periodFigures(
        board.dayTallyAt(day, now),
        board.rules,
        rates,
        occupancyOf(histories, now, ms(now - day.start)),
      ),
      counts,
      estimated: today.estimated,
      net: counts.arrived - counts.blacklisted,
    },
    last15Minutes: last(15),
    last30Minutes: last(30),
    last60Minutes: last(60),
    trend: { index: stepNow, cumulative: counts.arrived - counts.blacklisted },
  };
}

const countWhere = (stories: readonly ContactStory[], test: (story: ContactStory) => boolean): number =>
  stories.reduce((count, story) => count + (test(story) ? 1 : 0), 0);

const earliestOf = (waiting: readonly ContactStory[]): number | null =>
  waiting.reduce<number | null>(
    (first, { waitingSince }) =>
      waitingSince !== null && (first === null || waitingSince < first) ? waitingSince : first,
    null,
  );
