import { openJournal } from "#journal/open-journal.ts";
import { epochMs } from "#domain/time.ts";
import { loadMemory } from "#engine/saved-alerts.ts";
import { createLogger } from "#platform/logger.ts";

import { BEAT } from "../alert-house.ts";
import { type CountingReceiver, countingReceiver } from "./counting-receiver.ts";
import { lifeOf } from "./life.ts";

const PROGRAM = new URL("../cli/alert-until-killed.ts", import.meta.url).pathname;
const START = epochMs(1_795_000_000_000);
/** From the first look on: a few alerts fire and are resolved in it, and a look takes a few milliseconds. */
const LONGEST_LIFE_MS = 250;

export interface AlertKillReport {
  readonly kills: number;
  /** Alerts that fired, by what is on disk after each life. */
  readonly fired: number;
  /** Of those, whose beginning never arrived, and of the resolved ones, whose end never did. */
  readonly untold: number;
  readonly endless: number;
  /** Alerts that were told and are on no disk: decided, and not committed. */
  readonly unknown: number;
  /** Alerts of which the same was told under two ids. */
  readonly twoIds: number;
  readonly duplicates: number;
  readonly mostPerKill: number;
  readonly different: number;
}

/**
 * Runs a process whose alerts fire and end, kills it at random instants from its first look on, between
 * the decision that an alert fires and its commit too, starts it again on the same journal, and lets the last
 * life end by itself.
 */
export async function killAlerts(options: {
  readonly directory: string;
  readonly kills: number;
  readonly random: () => number;
}): Promise<AlertKillReport> {
  const { directory, kills, random } = options;
  using receiver = await countingReceiver(random);
  const fired = new Set<string>();
  const ended = new Set<string>();
  const take = (): void => {
    const onDisk = episodesIn(directory);
    for (const one of onDisk.fired) fired.add(one);
    for (const one of onDisk.ended) ended.add(one);
  };
  let now = Number(START);
  for (let life = 0; life < kills; life += 1) {
    const words = [directory, String(receiver.port), String(now)];
    now = ((await lifeOf(PROGRAM, words, random() * LONGEST_LIFE_MS)) ?? now) + BEAT;
    take();
    receiver.nextLife();
  }
  await lifeOf(PROGRAM, [directory, String(receiver.port), String(now), String(now)], null);
  take();
  const told = toldBy(receiver);
  const beginnings = new Set([...told.keys()].filter((key) => key.startsWith("alert.fired ")).map(episodeOf));
  const ends = new Set([...told.keys()].filter((key) => key.startsWith("alert.resolved ")).map(episodeOf));
  return {
    kills,
    fired: fired.size,
    untold: [...fired].filter((one) => !beginnings.has(one)).length,
    endless: [...ended].filter((one) => !ends.has(one)).length,
    unknown: [...beginnings].filter((one) => !fired.has(one)).length,
    twoIds: [...told.values()].filter((ids) => ids.size > 1).length,
    duplicates: receiver.copies.reduce((sum, count) => sum + count, 0),
    mostPerKill: Math.max(...receiver.copies),
    different: receiver.different,
  };
}

/** Which alerts fire or have fired: fingerprint and since when. */
function episodesIn(directory: string): {
  readonly fired: readonly string[];
  readonly ended: readonly string[];
} {
  const journal = openJournal({ directory, kind: "real" });
  const { book, past } = loadMemory(journal.alerts, createLogger("silent"));
  journal.close();
  const firing = book.alerts.filter(({ status }) => status !== "pending");
  const ended = past.map(({ fingerprint, startsAtMs }) => `${fingerprint} ${startsAtMs}`);
  return {
    fired: [...firing.map(({ fingerprint, startsAt }) => `${fingerprint} ${startsAt}`), ...ended],
    ended,
  };
}

/** By what was told of which alert, under which ids. */
function toldBy({ bodies }: CountingReceiver): ReadonlyMap<string, ReadonlySet<string>> {
  const told = new Map<string, Set<string>>();
  for (const [id, body] of bodies) {
    const { type, data }: Told = JSON.parse(body);
    for (const { fingerprint, startsAt } of data.alerts) {
      const key = `${type} ${fingerprint} ${Date.parse(startsAt)}`;
      told.set(key, (told.get(key) ?? new Set()).add(id));
    }
  }
  return told;
}

interface Told {
  readonly type: string;
  readonly data: { readonly alerts: readonly { readonly fingerprint: string; readonly startsAt: string }[] };
}

const episodeOf = (key: string): string => key.slice(key.indexOf(" ") + 1);
