/** Lays the latest snapshot out as a flat list of readings, each with its formula and the ages of its sources. */
import type { Channel } from "#domain/contact-event.ts";
import type { BoardSnapshot, ChannelSnapshot, EntryNow, PeriodFigures } from "#wire/board-snapshot.ts";
import {
  type FigureId,
  type FigureOfDay,
  type FigureOfThreshold,
  type FigureReading,
  FIGURES_OF_DAY,
  type Figures,
  type FigureUnit,
  type FigureWindow,
} from "#wire/figures.ts";
import { formulaOf, thresholdFormulaOf } from "#wire/formulas.ts";
import type { Heartbeat } from "#wire/heartbeat.ts";
import type { House, HouseChannel } from "#wire/house.ts";
import type { OutlookSnapshot } from "#wire/outlook.ts";

/** A reading before it is known which channel it is of. */
type Measure = Pick<FigureReading, "window" | "value" | "unit" | "n" | "language" | "entry"> &
  (
    | { readonly figure: Exclude<FigureId, FigureOfThreshold> }
    | { readonly figure: FigureOfThreshold; readonly thresholdMs: number }
  );

export function figureReadings(told: {
  readonly snapshot: BoardSnapshot;
  readonly heartbeat: Pick<Heartbeat, "nowMs" | "sources">;
  readonly house: House;
}): Figures {
  const { snapshot, heartbeat, house } = told;
  return {
    asOfMs: heartbeat.nowMs,
    revision: snapshot.revision,
    readings: [
      ...house.channels.flatMap((settings) => {
        const current = snapshot.channels.find(({ channel }) => channel === settings.channel);
        if (current === undefined) return [];
        const { channel } = settings;
        const sources = sourcesOf([channel], house, heartbeat);
        return measuresOf(current, heartbeat.nowMs).map((measure) =>
          readingOf(measure, { channel, settings, sources }),
        );
      }),
      ...togetherOf(told),
    ],
  };
}

/** Both channels as one, by the outlook of both. */
function togetherOf({
  snapshot: { together },
  heartbeat,
  house,
}: Parameters<typeof figureReadings>[0]): FigureReading[] {
  const [settings] = house.channels;
  if (together === null || settings === undefined) return [];
  const channels = house.channels.map(({ channel }) => channel);
  const sources = sourcesOf(channels, house, heartbeat);
  return outlookOf(together).map((measure) => readingOf(measure, { channel: "together", settings, sources }));
}

const readingOf = (
  measure: Measure,
  {
    channel,
    settings,
    sources,
  }: Pick<FigureReading, "channel" | "sources"> & { readonly settings: HouseChannel },
): FigureReading => ({
  ...(isKnown(sources) ? measure : withoutValue(measure)),
  channel,
  sources,
  formula:
    "thresholdMs" in measure
      ? thresholdFormulaOf(measure.figure, settings, measure.thresholdMs)
      : formulaOf(measure.figure, settings),
});

/** As on the wall: without a word from a source, the zeros of its channel mean nothing. */
const isKnown = (sources: FigureReading["sources"]): boolean =>
  sources.length > 0 && sources.every(({ ageMs }) => ageMs !== null);

const withoutValue = (measure: Measure): Measure => ({
  ...measure,
  value: null,
  n: measure.n === null ? null : 0,
});

function sourcesOf(
  channels: readonly Channel[],
  house: House,
  heartbeat: Pick<Heartbeat, "sources">,
): FigureReading["sources"] {
  return house.sources
    .filter((source) => source.channels.some((channel) => channels.includes(channel)))
    .map(({ source }) => ({
      source,
      ageMs: heartbeat.sources.find((one) => one.source === source)?.ageMs ?? null,
    }));
}

const measuresOf = (current: ChannelSnapshot, nowMs: number): Measure[] => [
  ...momentOf(current, nowMs),
  ...periodOf(current.last15Minutes, "last-15-minutes"),
  ...periodOf(current.last30Minutes, "last-30-minutes"),
  ...periodOf(current.last60Minutes, "last-60-minutes"),
  ...periodOf(current.today, "today"),
  ...countsOfToday(current),
  ...outlookOf(current.outlook),
  reader("today")("operators-needed", "count", current.outlook?.staffing?.needed ?? null, null),
  ...usualPresentOf(current),
];

function momentOf({ now }: ChannelSnapshot, nowMs: number): Measure[] {
  const since = now.longestWaitSinceMs;
  const read = reader("now");
  return [
    read("waiting", "count", now.waiting, now.waiting),
    read("unconfirmed", "count", now.unconfirmed, now.waiting),
    read("longest-wait", "ms", since === null ? null : Math.max(0, nowMs - since), now.waiting),
    read("in-conversation", "count", now.inConversation, now.inConversation),
    read("operators-on-line", "count", now.operators?.onLine ?? null, null),
    ...now.languages.flatMap(({ language, ...counts }) => partOf(counts, { language })),
    ...now.entries.flatMap(({ entry, ...counts }) => partOf(counts, { entry })),
  ];
}

/** What can be told of a part of a channel. */
function partOf(
  { waiting, inConversation }: Pick<EntryNow, "waiting" | "inConversation">,
  part: Pick<FigureReading, "language" | "entry">,
): Measure[] {
  const read = reader("now");
  return [
    { ...read("waiting", "count", waiting, waiting), ...part },
    { ...read("in-conversation", "count", inConversation, inConversation), ...part },
  ];
}

/** Rests on past contacts, whose number is not told. */
function usualPresentOf({ outlook }: ChannelSnapshot): Measure[] {
  const usual = outlook?.present;
  const read = reader("now");
  return [
    read("usual-waiting", "count", usual?.waiting ?? null, null),
    read("usual-in-conversation", "count", usual?.inConversation ?? null, null),
    read("usual-wait", "ms", usual?.waitOfMostMs ?? null, null),
  ];
}

function periodOf(figures: PeriodFigures, window: FigureWindow): Measure[] {
  const { wait, abandonedWait: gaveUp, answerRate, abandonment, talk } = figures;
  const read = reader(window);
  return [
    read("average-wait", "ms", wait.averageMs, wait.n),
    read("median-wait", "ms", wait.medianMs, wait.n),
    read("p90-wait", "ms", wait.p90Ms, wait.n),
    read("longest-of-window", "ms", wait.longestMs, wait.n),
    read("time-to-abandon", "ms", gaveUp.averageMs, gaveUp.n),
    read("median-time-to-abandon", "ms", gaveUp.medianMs, gaveUp.n),
    read("p90-time-to-abandon", "ms", gaveUp.p90Ms, gaveUp.n),
    read("longest-time-to-abandon", "ms", gaveUp.longestMs, gaveUp.n),
    read("answer-rate", "ratio", answerRate.value, answerRate.n),
    read("abandonment", "ratio", abandonment.value, abandonment.n),
    read("short-abandons", "count", figures.shortAbandons, figures.shortAbandons),
    ...figures.serviceLevels.flatMap(({ thresholdMs, value, n }): Measure[] => [
      { figure: "service-level", window, thresholdMs, value, unit: "ratio", n },
      {
        figure: "over-threshold",
        window,
        thresholdMs,
        value: value === null ? null : 1 - value,
        unit: "ratio",
        n,
      },
    ]),
    read("talk-time", "ms", talk.averageMs, talk.n),
    read("talk-total", "ms", talk.totalMs, talk.n),
    read("occupancy", "ratio", figures.occupancy, null),
  ];
}

function countsOfToday({ today: { counts, net } }: ChannelSnapshot): Measure[] {
  const read = reader("today");
  const values: Readonly<Record<FigureOfDay, number>> = {
    arrived: counts.arrived,
    net,
    blacklisted: counts.blacklisted,
    "closed-in-welcome": counts.closedInWelcome,
    "bot-only": counts.botOnly,
    "interrupted-before-queue": counts.interruptedBeforeQueue,
    "in-welcome-now": counts.inWelcomeNow,
    queued: counts.queued,
    answered: counts.answered,
    abandoned: counts.abandoned,
    unanswered: counts.unanswered,
    voicemail: counts.voicemail,
    "interrupted-waiting": counts.interruptedWaiting,
    "waiting-now": counts.waitingNow,
  };
  return FIGURES_OF_DAY.map((figure) => read(figure, "count", values[figure], values[figure]));
}

/** Rests on the contacts so far, or on those of the window that speaks most for a surge. */
function outlookOf(outlook: OutlookSnapshot | null): Measure[] {
  const read = reader("today");
  const soFar = outlook?.soFar;
  const projection = outlook?.projection;
  const reason = outlook?.surge.reason;
  const hour = outlook?.lastHour;
  const readHour = reader("last-60-minutes");
  const n = Math.round(soFar?.count ?? 0);
  const nHour = Math.round(hour?.count ?? 0);
  return [
    read("seen-so-far", "count", soFar?.count ?? null, n),
    read("expected-so-far", "count", soFar?.expected ?? null, n),
    read("ratio-to-usual", "ratio", soFar && soFar.ordinary > 0 ? soFar.count / soFar.ordinary : null, n),
    readHour("last-hour", "count", hour?.count ?? null, nHour),
    readHour("expected-last-hour", "count", hour?.expected ?? null, nHour),
    read("projected-total", "count", projection?.total ?? null, n),
    read("projected-low", "count", projection?.low ?? null, n),
    read("projected-high", "count", projection?.high ?? null, n),
    read("surge-lower-bound", "ratio", reason?.lowerBound ?? null, Math.round(reason?.count ?? 0)),
  ];
}

const reader =
  (window: FigureWindow) =>
  (
    figure: Exclude<FigureId, FigureOfThreshold>,
    unit: FigureUnit,
    value: number | null,
    n: number | null,
  ): Measure => ({ figure, window, value, unit, n });
