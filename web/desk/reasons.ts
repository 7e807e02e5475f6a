/** Everything that makes the present state what it is, the gravest first. The sentence at the top tells only the first. */
import type { BoardSnapshot } from "#wire/board-snapshot.ts";
import type { House } from "#wire/house.ts";

import { alertSentence } from "../view/alert-words.ts";
import { isOfSilence, shownAlerts } from "../view/board-alerts.ts";
import type { Mark } from "../view/marked-figures.ts";
import type { Sentence } from "../view/mood.ts";
import type { Present } from "../view/present.ts";
import { sentencesOf, unlinkedSentence } from "../view/sentence.ts";
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
  // Said by an alert that is told below; one that was asked to be silent says nothing here.
  const isTold = ({ kind, channel, thresholdMs }: Mark): boolean =>
    alerts.some(
      ({ reason }) =>
        reason.kind === kind &&
        reason.channel === channel &&
        (reason.kind !== "rate-falls" || reason.thresholdMs === thresholdMs),
    );
  const all = [
    ...sentencesOf(present, house, snapshot, page, isTold),
    ...(leading?.status === "firing" ? others : alerts)
      // Which sources are silent is one sentence of all of them.
      .filter((alert) => !isOfSilence(alert, present))
      .map((alert) => alertSentence(alert, context)),
  ];
  return all
    .filter(({ text }, at) => all.findIndex((one) => one.text === text) === at)
    .sort((a, b) => RANK[a.mood] - RANK[b.mood]);
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
