/** How sources and node stand, in words. */
import type { SystemSnapshot } from "#wire/system.ts";

import { DASH } from "../format/formats.ts";
import { REGION, labelIn } from "../i18n/catalogue.ts";
import type { TableView } from "../report/document.ts";
import { shortLength } from "../view/lasting.ts";
import { unlinkedSentence } from "../view/sentence.ts";
import type { Desk } from "./desk.ts";

export interface SystemSection {
  readonly id: string;
  readonly title: string;
  readonly facts: readonly { readonly term: string; readonly text: string; readonly isLow: boolean }[];
  readonly note: string;
  /** Somebody should look after what the note says. */
  readonly isBad: boolean;
}

/** Every source with its link and its age, which ticks with the page; neither is known while our own link is silent. */
export function sourcesTable({ house, present, received, speech }: Desk): TableView {
  const unlinked = unlinkedSentence(present, speech.page);
  const { words, page, count } = speech;
  const { system } = words;
  return {
    caption: system.sourcesTable,
    columns: [system.name, system.kind, system.channels, system.link, system.age],
    rows: house.sources.map(({ source, kind, label, channels }) => {
      const link = received.snapshot?.sources.find((one) => one.source === source)?.link ?? "connecting";
      const ageMs = present.sources.get(source)?.ageMs ?? null;
      return {
        head: labelIn(label, page.locale),
        cells: [
          system.kinds[kind],
          page.formats.list(channels.map((channel) => page.words[channel])),
          unlinked ? DASH : system.links[link],
          unlinked
            ? DASH
            : ageMs === null
              ? system.never
              : system.ago(words.seconds(count(Math.floor(ageMs / 1_000)))),
        ],
        role: "plain",
      };
    }),
    note: unlinked?.text ?? "",
    isWide: true,
  };
}

export function systemSections(told: SystemSnapshot, desk: Desk): readonly SystemSection[] {
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
    { ...section, id: "watchdog", title: system.watchdog, ...watchdogNote(told, desk) },
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
  { watchdog }: SystemSnapshot,
  { speech: { words } }: Desk,
): Pick<SystemSection, "note" | "isBad"> {
  const { system } = words;
  const { configured, fresh, reason } = watchdog;
  const known: Readonly<Record<string, string>> = system.reasons;
  const why = known[reason ?? ""] ?? reason ?? "?";
  if (configured) return { note: fresh ? system.watchdogFresh : system.watchdogSilent(why), isBad: !fresh };
  const state = fresh ? system.wellAnyway : system.notWell(why);
  return { note: `${system.watchdogOff} ${state}`, isBad: !fresh };
}
