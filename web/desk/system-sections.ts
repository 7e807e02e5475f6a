/** How sources and node stand, in words. */
import type { BoardSnapshot } from "#wire/board-snapshot.ts";
import type { ReceiverSnapshot } from "#wire/deliveries.ts";
import type { House } from "#wire/house.ts";
import type { SystemSnapshot } from "#wire/system.ts";

import { DASH } from "../format/formats.ts";
import type { Freshness } from "../format/freshness.ts";
import { REGION, labelIn } from "../i18n/catalogue.ts";
import type { TableView } from "../report/document.ts";
import { shortLength } from "../view/lasting.ts";
import { unlinkedSentence } from "../view/sentence.ts";
import type { Desk } from "./desk.ts";
import type { DeskSpeech } from "./desk-speech.ts";

export interface SystemSection {
  readonly id: string;
  readonly title: string;
  readonly facts: readonly { readonly term: string; readonly text: string; readonly isLow: boolean }[];
  readonly note: string;
  /** Somebody should look after what the note says. */
  readonly isBad: boolean;
}

const MINUTE_MS = 60_000;

/**
 * Every source with its link and its age, which ticks with the page; neither is known while our own link is silent. Who sends
 * by itself has a link only as long as it is heard: a source that is silent is never said to be live.
 */
export function sourcesTable({ house, present, received, speech }: Desk): TableView {
  const unlinked = unlinkedSentence(present, speech.page);
  const { words, page } = speech;
  const { system } = words;
  return {
    caption: system.sourcesTable,
    columns: [system.name, system.kind, system.channels, system.link, system.age],
    rows: house.sources.map(({ source, kind, label, channels }) => {
      const link = received.snapshot?.sources.find((one) => one.source === source)?.link ?? "connecting";
      const { ageMs = null, freshness } = present.sources.get(source) ?? {};
      return {
        head: labelIn(label, page.locale),
        cells: [
          system.kinds[kind],
          page.formats.list(channels.map((channel) => page.words[channel])),
          unlinked ? DASH : linkText(link, freshness, speech),
          unlinked ? DASH : ageMs === null ? system.never : system.ago(ageText(ageMs, speech)),
        ],
        role: "plain",
      };
    }),
    note: unlinked?.text ?? "",
    isWide: true,
  };
}

function linkText(
  link: BoardSnapshot["sources"][number]["link"],
  freshness: Freshness | undefined,
  { words: { system }, page }: DeskSpeech,
): string {
  if (link !== "live" || freshness === undefined || freshness.level === "live") return system.links[link];
  return "sinceMs" in freshness
    ? system.silentSince(page.formats.clockSeconds(freshness.sinceMs))
    : system.links.connecting;
}

/** Seconds, from one minute on minutes. */
const ageText = (ageMs: number, { words, page, count }: DeskSpeech): string =>
  ageMs < MINUTE_MS ? words.seconds(count(Math.floor(ageMs / 1_000))) : shortLength(ageMs, page);

/** `receivers`: who is told of alerts; `null`: not known. */
export function systemSections(
  told: SystemSnapshot,
  receivers: readonly ReceiverSnapshot[] | null,
  desk: Desk,
): readonly SystemSection[] {
  const { system } = desk.speech.words;
  const section = { facts: [], note: "", isBad: false };
  return [
    {
      ...section,
      id: "node",
      title: system.node,
      facts: nodeFacts(told, desk),
      note: told.simulated ? system.simulated : "",
    },
    { ...section, id: "journal", title: system.journal, facts: journalFacts(told, desk) },
    { ...section, id: "walls", title: system.walls, facts: wallFacts(told, desk) },
    {
      ...section,
      id: "bus",
      title: system.bus,
      facts: busFacts(told, desk),
      note: told.bus ? "" : system.alone,
    },
    { ...section, id: "watchdog", title: system.watchdog, ...watchdogNote(told, receivers, desk) },
  ];
}

type Facts = SystemSection["facts"];
const fact = (term: string, text: string, isLow = false): Facts[number] => ({ term, text, isLow });

/** Date and time, for it may be of another day; `medium`: to the second. */
function instantOf(
  atMs: number,
  timeStyle: "short" | "medium",
  { house, speech }: Pick<Desk, "house" | "speech">,
): string {
  const { timeZone } = house;
  const format = new Intl.DateTimeFormat(REGION[speech.page.locale], {
    timeZone,
    dateStyle: "medium",
    timeStyle,
  });
  return format.format(atMs);
}

function nodeFacts(
  { version, build, runtime, startedAtMs, asOfMs }: SystemSnapshot,
  { house, speech }: Desk,
): Facts {
  const { words, page } = speech;
  const { system } = words;
  return [
    fact(system.version, version),
    fact(system.build, build),
    fact(system.runtime, runtime),
    fact(
      system.started,
      system.startedAt(
        instantOf(startedAtMs, "short", { house, speech }),
        shortLength(asOfMs - startedAtMs, page),
      ),
    ),
  ];
}

const BYTES_A_MEGABYTE = 1_000_000;

function journalFacts({ journal }: SystemSnapshot, { house, speech }: Desk): Facts {
  const { words, page } = speech;
  const { system } = words;
  const size = new Intl.NumberFormat(REGION[page.locale], {
    style: "unit",
    unit: "megabyte",
    maximumFractionDigits: 1,
  });
  const { writable, bytes, lastCommitMs } = journal;
  return [
    fact(system.writable, writable ? system.writableYes : system.writableNo, !writable),
    fact(system.size, size.format(bytes / BYTES_A_MEGABYTE)),
    fact(
      system.lastCommit,
      lastCommitMs === null ? system.none : instantOf(lastCommitMs, "medium", { house, speech }),
    ),
  ];
}

function wallFacts({ walls }: SystemSnapshot, { speech: { words, count } }: Desk): Facts {
  const { system } = words;
  return [
    fact(system.connected, count(walls.connected)),
    fact(system.stalled, count(walls.stalled), walls.stalled > 0),
  ];
}

function busFacts({ bus }: SystemSnapshot, { speech: { words, count } }: Desk): Facts {
  const { system } = words;
  if (bus === null) return [];
  return [
    fact(system.busNode, bus.node),
    fact(system.busState, system.busStates[bus.state], bus.state !== "live"),
    fact(system.losses, count(bus.losses), bus.losses > 0),
    fact(system.unwritten, count(bus.unwritten)),
  ];
}

function watchdogNote(
  told: SystemSnapshot,
  receivers: readonly ReceiverSnapshot[] | null,
  desk: Desk,
): Pick<SystemSection, "note" | "isBad"> {
  const { page, words } = desk.speech;
  const { system } = words;
  const { configured, fresh } = told.watchdog;
  const troubles = troublesOf(told, receivers, desk);
  const why = page.formats.list(troubles);
  if (configured && !fresh) return { note: system.watchdogSilent(why), isBad: true };
  const first = configured ? system.watchdogFresh : system.watchdogOff;
  if (troubles.length > 0) return { note: `${first} ${system.notWell(why)}`, isBad: true };
  // What is not known is not said to be well.
  const isKnown = receivers !== null && desk.present.link.level === "live";
  return { note: !configured && isKnown ? `${first} ${system.wellAnyway}` : first, isBad: false };
}

/** Removed from the configuration, or gone. */
const isDeaf = ({ kind, disabledSinceMs }: ReceiverSnapshot): boolean =>
  kind === null || disabledSinceMs !== null;

/** Everything between the sources and the receivers that is not as it should be, in words. */
function troublesOf(
  { watchdog, bus }: SystemSnapshot,
  receivers: readonly ReceiverSnapshot[] | null,
  { house, present, speech: { words } }: Desk,
): readonly string[] {
  const { system } = words;
  const { reasons } = system;
  const known: Readonly<Record<string, string>> = reasons;
  const isHeard = present.link.level === "live";
  const isSilent = ({ source }: House["sources"][number]): boolean =>
    present.sources.get(source)?.freshness.level !== "live";
  const all = [
    watchdog.fresh ? null : (known[watchdog.reason ?? ""] ?? watchdog.reason ?? "?"),
    isHeard && house.sources.some(isSilent) ? reasons["source-silent"] : null,
    bus !== null && bus.state !== "live" ? system.busTroubles[bus.state] : null,
    receivers?.every(isDeaf) === true ? system.noReceiver : null,
  ];
  return [...new Set(all.filter((one) => one !== null))];
}
