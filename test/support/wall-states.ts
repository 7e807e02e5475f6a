/** What a wall may have to show, one state of each kind: for pictures, and for tests of every state. */
import type { BoardSnapshot } from "#wire/board-snapshot.ts";
import type { House } from "#wire/house.ts";

import { alarm as ofAlarm, surging } from "./alert-boards.ts";
import { heartbeat } from "./board-frames.ts";
import { trendOf } from "./board-trend.ts";
import { busy as manyWait, missed } from "./boards.ts";
import type { FakeBoardServer } from "./fake-board-server.ts";
import { house1522 } from "./houses.ts";
import { against } from "./invented-day.ts";
import { eve, greatDay, greaterDay, ordinaryDay, smallHours } from "./usual-boards.ts";
import { staffed } from "./with-outlook.ts";

export interface WallState {
  readonly name: string;
  readonly house: House;
  /** `null`: the server has told nothing. */
  readonly board: BoardSnapshot | null;
  /** Age of the sources; just heard unless told. */
  readonly ages?: Readonly<Record<string, number | null>>;
  /** Milliseconds for which the server then says nothing. */
  readonly silentMs?: number;
  /** What else the address says. */
  readonly query?: string;
  /** What the sentence at the top says when the state is reached. */
  readonly says: RegExp;
  /** How many charts have a line to draw; two unless told. */
  readonly charts?: number;
}

/** A day on which as many come as on any such day, and more than are there for them. */
const busy = against(
  manyWait,
  {
    phone: { count: 786, ordinaryDay: 1_350, projected: 1_382, lowest: 1_294, highest: 1_470 },
    chat: { count: 161, ordinaryDay: 280, projected: 286, lowest: 252, highest: 321 },
  },
  {
    teams: {
      phone: { needed: 14, busy: 12, available: 0, paused: 1 },
      chat: { needed: 14, busy: 14, available: 0 },
    },
  },
);

const alarm: BoardSnapshot = {
  ...against(
    missed,
    {
      phone: { count: 187, ordinaryDay: 315, projected: 341, lowest: 305, highest: 380 },
      chat: { count: 41, ordinaryDay: 78, projected: 77, lowest: 62, highest: 93 },
    },
    {
      teams: {
        phone: { needed: 4, busy: 3, available: 2, paused: 1 },
        chat: { needed: 4, busy: 4, available: 0 },
      },
    },
  ),
  alerts: ofAlarm.alerts,
};

const of1522 = { house: house1522 };

export const WALL_STATES: readonly WallState[] = [
  { ...of1522, name: "usual", board: ordinaryDay, says: /^Tutto nella norma/ },
  { ...of1522, name: "busy", board: busy, says: /^Telefono: 16 in attesa/ },
  { ...of1522, name: "surge-expected", board: staffed(greatDay), says: /come atteso per il 25 novembre/ },
  { ...of1522, name: "surge-unexpected", board: surging, says: /^Picco di chiamate: 2,1/ },
  { ...of1522, name: "alarm", board: alarm, says: /^Chat: risposte entro 20\ss al 61%/ },
  {
    ...of1522,
    name: "source-stale",
    board: ordinaryDay,
    ages: { pbx: 17_000 },
    says: /^Nessuna notizia da centralino dalle/,
  },
  {
    ...of1522,
    name: "sources-stopped",
    board: ordinaryDay,
    ages: { pbx: 70_000, chats: 80_000 },
    says: /^Nessuna notizia da centralino e chat/,
  },
  {
    ...of1522,
    name: "link-lost",
    board: busy,
    silentMs: 20_000,
    says: /^Collegamento al server perso/,
  },
  {
    ...of1522,
    name: "no-data-yet",
    board: ordinaryDay,
    ages: { pbx: null, chats: null },
    says: /^In attesa dei primi dati/,
    charts: 0,
  },
  { ...of1522, name: "connecting", board: null, says: /^Collegamento al server in corso/, charts: 0 },
  {
    name: "simulation",
    house: { ...house1522, simulated: true, speed: 60 },
    board: ordinaryDay,
    says: /^Tutto nella norma/,
  },
  { ...of1522, name: "eve-of-25-november", board: eve, says: /^Tutto nella norma/ },
  { ...of1522, name: "25-november", board: greaterDay, says: /l’atteso/ },
  { ...of1522, name: "night", board: smallHours, query: "night=22-7", says: /^Tutto nella norma/ },
];

/** Sets what a wall that comes from now on is shown. */
export function scriptState(server: FakeBoardServer, { house, board, ages = {} }: WallState): void {
  server.behaviour = "serving";
  server.script.house = house;
  server.script.snapshot = board;
  server.script.heartbeat = board && heartbeat(house, board.asOfMs, ages);
  if (board) server.script.trend = trendOf(board);
}
