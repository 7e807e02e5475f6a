/** The wall's figures of a channel for the desk, each with the key of its explanation. */
import type { ChannelSnapshot, Figure } from "#wire/board-snapshot.ts";
import type { House, HouseChannel } from "#wire/house.ts";

import { isClearlyBelow } from "../format/below-target.ts";
import { waitText } from "../format/duration.ts";
import { DASH } from "../format/formats.ts";
import { channelView } from "../view/channel-view.ts";
import type { DeskFigure } from "./desk-figure.ts";
import type { DeskSpeech } from "./desk-speech.ts";
import type { Part } from "./now-filter.ts";

/** Who waits, for how long, and who is there. `nowMs` ticks the longest wait. */
export function momentFigures(
  current: ChannelSnapshot,
  { house, nowMs }: { readonly house: House; readonly nowMs: number },
  speech: DeskSpeech,
): readonly DeskFigure[] {
  const { channel, now } = current;
  const { words, page } = speech;
  const view = channelView(current, house, nowMs, page);
  const { operators } = view;
  const of = (figure: DeskFigure["key"]["figure"]) => ({ figure, channel, window: "now" }) as const;
  return [
    {
      key: of("waiting"),
      value: view.waiting,
      label: page.words.waiting,
      beside: [view.unconfirmed?.full, view.usual?.waiting].filter(Boolean).join(", "),
      isLow: view.isWaitLong,
    },
    {
      key: of("longest-wait"),
      value: view.isSomebodyWaiting ? view.longestWait : DASH,
      label: page.words.longestWait,
      beside: view.isSomebodyWaiting ? (view.usual?.longestWait ?? "") : words.nobodyWaits,
      isLow: view.isWaitLong,
    },
    {
      key: of("in-conversation"),
      value: view.inConversation,
      label: page.words.inConversation,
      beside: view.usual?.inConversation ?? "",
    },
    {
      key: of("operators-on-line"),
      value: now.operators === null ? DASH : page.formats.integer(now.operators.onLine),
      label: words.operatorsOnLine,
      beside: operators?.beside ?? words.notTold,
      isLow: operators?.isTooFew === true,
    },
  ];
}

/** What of who waits can be told of a part of the channel: everything else is known of the whole only. */
export function partFigures(
  current: ChannelSnapshot,
  part: Part,
  { page }: DeskSpeech,
): readonly DeskFigure[] {
  const { channel, now } = current;
  const counts =
    part.language === undefined
      ? now.entries.find(({ entry }) => entry === part.entry)
      : now.languages.find(({ language }) => language === part.language);
  if (!counts) return [];
  const { integer } = page.formats;
  const of = (figure: DeskFigure["key"]["figure"]) => ({ figure, channel, window: "now", ...part }) as const;
  return [
    { key: of("waiting"), value: integer(counts.waiting), label: page.words.waiting, beside: "" },
    {
      key: of("in-conversation"),
      value: integer(counts.inConversation),
      label: page.words.inConversation,
      beside: "",
    },
  ];
}

/** How it went: waits and rates against their targets, and how many came. */
export function courseFigures(
  current: ChannelSnapshot,
  configured: HouseChannel,
  speech: DeskSpeech,
): readonly DeskFigure[] {
  const { page } = speech;
  const { channel, today, last30Minutes } = current;
  const isPhone = channel === "phone";
  return [
    {
      key: { figure: "average-wait", channel, window: "last-30-minutes" },
      value: waitText(last30Minutes.wait.averageMs),
      label: page.words.averageWait,
      beside: page.words.today(waitText(today.wait.averageMs)),
    },
    {
      key: { figure: "answer-rate", channel, window: "today" },
      label: page.words.ofToday(isPhone ? page.words.callsAnswered : page.words.chatsAnswered),
      ...rateOf(today.answerRate, configured.answerRateTarget, speech),
    },
    ...serviceLevels(current, configured, speech),
    ...volume(current, speech),
  ];
}

function serviceLevels(
  { channel, today, last60Minutes }: ChannelSnapshot,
  { serviceLevels: levels }: HouseChannel,
  speech: DeskSpeech,
): readonly DeskFigure[] {
  const { words, page, count } = speech;
  const what = channel === "phone" ? page.words.callsWithin : page.words.chatsWithin;
  return levels.flatMap(({ thresholdMs, target }) => {
    const level = today.serviceLevels.find((one) => one.thresholdMs === thresholdMs);
    const recent = last60Minutes.serviceLevels.find((one) => one.thresholdMs === thresholdMs);
    if (!level) return [];
    const rate = rateOf(level, target, speech);
    const lastHour = words.inLastHour(page.formats.percent(recent?.value ?? null));
    return [
      {
        key: { figure: "service-level", channel, window: "today", thresholdMs } as const,
        label: page.words.ofToday(what(page.words.secondsShort(count(thresholdMs / 1_000)))),
        ...rate,
        beside: `${rate.beside}, ${lastHour}`,
      },
    ];
  });
}

function volume(
  { channel, today, outlook }: ChannelSnapshot,
  { words, page, count }: DeskSpeech,
): readonly DeskFigure[] {
  const isPhone = channel === "phone";
  const soFar = outlook?.soFar;
  return [
    {
      key: { figure: "net", channel, window: "today" },
      value: count(today.net),
      label: (isPhone ? page.words.callsToday : page.words.chatsToday).toLowerCase(),
      beside: soFar ? page.words.usually(count(soFar.ordinary)) : words.usualUnknown,
    },
    ...(outlook
      ? [
          {
            key: {
              figure: outlook.projection.isAtLeast ? "projected-low" : "projected-total",
              channel,
              window: "today",
            } as const,
            value: outlook.projection.isAtLeast
              ? words.atLeast(count(outlook.projection.low))
              : words.about(count(outlook.projection.total)),
            label: words.byMidnight,
            beside: outlook.projection.isAtLeast
              ? words.openEnd
              : words.betweenShort(count(outlook.projection.low), count(outlook.projection.high)),
          },
        ]
      : []),
  ];
}

function rateOf(
  { value, n }: Figure,
  target: number | null,
  { page: { words, formats } }: DeskSpeech,
): Pick<DeskFigure, "value" | "beside" | "isLow"> {
  if (target === null) return { value: formats.percent(value), beside: "" };
  const isLow = isClearlyBelow(value, n, target);
  const text = formats.percent(target);
  return { value: formats.percent(value), beside: words.target(text), isLow };
}
