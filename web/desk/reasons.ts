/** Everything that makes the present state what it is, the gravest first. The sentence at the top tells only the first. */
import type { AlertReason, AlertSnapshot } from "#wire/alert.ts";
import type { BoardSnapshot, ChannelSnapshot } from "#wire/board-snapshot.ts";
import type { House } from "#wire/house.ts";

import { alertSentence, staffText } from "../view/alert-words.ts";
import { shownAlerts } from "../view/board-alerts.ts";
import { figuresWithTargets } from "../view/headline-figures.ts";
import type { Sentence } from "../view/mood.ts";
import { freshnessOfChannel, type Present } from "../view/present.ts";
import { missedTargets, sentencesOf, unlinkedSentence } from "../view/sentence.ts";
import type { Speech } from "../view/speech.ts";
import type { DeskSpeech } from "./desk-speech.ts";

const RANK = { alarm: 0, attention: 1, old: 2, information: 3, usual: 4 } as const;

/**
 * Of the channels of this house, which may be some of all. While our own link is silent, that alone:
 * never empty unless every channel is heard, and every figure that is marked has its reason.
 */
export function reasonsOf(
  {
    house,
    present,
    snapshot,
  }: { readonly house: House; readonly present: Present; readonly snapshot: BoardSnapshot },
  { page }: DeskSpeech,
): readonly Sentence[] {
  const unlinked = unlinkedSentence(present, page);
  if (unlinked) return [unlinked];
  const context = { house, snapshot, nowMs: present.nowMs ?? snapshot.asOfMs, speech: page };
  const alerts = shownAlerts(snapshot.alerts);
  const [leading, ...others] = alerts;
  const isLive = ({ channel }: Pick<ChannelSnapshot, "channel">): boolean =>
    freshnessOfChannel(present, house, channel).level === "live";
  const missed = figuresWithTargets(snapshot, house, page).filter(
    (figure) =>
      isLive(figure) &&
      !isTold(
        alerts,
        (one) =>
          one.kind === "rate-falls" &&
          one.channel === figure.channel &&
          one.thresholdMs === figure.thresholdMs,
      ),
  );
  const all = [
    ...sentencesOf(present, house, snapshot, [], page),
    ...missedTargets(missed, page),
    ...tooFewOperators(snapshot.channels.filter(isLive), alerts, page),
    ...(leading?.status === "firing" ? others : [leading, ...others])
      .filter((alert) => alert !== undefined)
      .map((alert) => alertSentence(alert, context)),
  ];
  return all
    .filter(({ text }, at) => all.findIndex((one) => one.text === text) === at)
    .sort((a, b) => RANK[a.mood] - RANK[b.mood]);
}

/** Whether an alert that the page tells says it already. */
const isTold = (alerts: readonly AlertSnapshot[], says: (reason: AlertReason) => boolean): boolean =>
  alerts.some(({ reason }) => says(reason));

function tooFewOperators(
  channels: readonly ChannelSnapshot[],
  alerts: readonly AlertSnapshot[],
  speech: Speech,
): readonly Sentence[] {
  return channels.flatMap(({ channel, now, outlook }) => {
    const needed = outlook?.staffing?.needed ?? 0;
    const onLine = now.operators?.onLine ?? needed;
    if (onLine >= needed || isTold(alerts, (one) => one.kind === "understaffed" && one.channel === channel))
      return [];
    return [{ text: staffText({ channel, onLine, needed }, speech), mood: "attention" as const }];
  });
}

/** House and board with only some channels, so that everything said of them is of those. */
export function narrowed(
  { house, snapshot }: { readonly house: House; readonly snapshot: BoardSnapshot },
  channels: readonly House["channels"][number]["channel"][],
): { readonly house: House; readonly snapshot: BoardSnapshot } {
  const isWhole = house.channels.every(({ channel }) => channels.includes(channel));
  if (isWhole) return { house, snapshot };
  return {
    house: {
      ...house,
      channels: house.channels.filter(({ channel }) => channels.includes(channel)),
      sources: house.sources.filter((one) => one.channels.some((channel) => channels.includes(channel))),
    },
    snapshot: {
      ...snapshot,
      channels: snapshot.channels.filter(({ channel }) => channels.includes(channel)),
      together: null,
      alerts: snapshot.alerts.filter(({ channel }) => channel === null || channels.includes(channel)),
    },
  };
}
