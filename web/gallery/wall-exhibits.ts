import type { Freshness } from "../format/freshness.ts";
import type { AlertView } from "../view/alert-words.ts";
import type { ChannelView } from "../view/channel-view.ts";
import type { HeadlineFigure } from "../view/headline-figures.ts";
import type { OperatorsView } from "../view/operators-view.ts";
import { speechFor } from "../view/speech.ts";
import { HOUSE, NOW_MS, type States } from "./exhibit.ts";

const speech = speechFor(null, HOUSE);
const late: Freshness = { level: "late", sinceMs: NOW_MS - 17_000 };
const stopped: Freshness = { level: "stopped", sinceMs: NOW_MS - 70_000 };
const unheard: Freshness = { level: "unheard" };
const unconnected: Freshness = { level: "unconnected" };

const enough: OperatorsView = {
  dots: ["busy", "busy", "busy", "free", "free", "paused"],
  onLine: "5 in linea",
  beside: "ne servono 4",
  isTooFew: false,
  short: "5 in linea",
  spoken: "5 in linea, 3 occupate, 2 libere, 1 in pausa e ne servono 4",
};
const tooFew: OperatorsView = {
  dots: ["busy", "busy", "busy", "missing", "missing"],
  onLine: "3 in linea",
  beside: "ne servono 5",
  isTooFew: true,
  short: "3 su 5 in linea",
  spoken: "3 in linea, 3 occupate, 0 libere, 0 in pausa e ne servono 5",
};
const crowd: OperatorsView = { ...enough, dots: [], onLine: "24 in linea", short: "24 in linea" };

const calm: ChannelView = {
  waiting: "1",
  unconfirmed: null,
  longestWait: "0:14",
  isSomebodyWaiting: true,
  isWaitLong: false,
  inConversation: "3",
  usual: { waiting: "di solito 1", longestWait: "di solito sotto 1:00", inConversation: "di solito 3" },
  shares: [
    { name: "it", count: "1", isActive: true },
    { name: "en", count: "0", isActive: false },
    { name: "fr es ar de chiusi", count: null, isActive: false },
  ],
  shortShares: [{ name: "it", count: "1", isActive: true }],
  operators: enough,
  mark: null,
};
const nobody: ChannelView = { ...calm, waiting: "0", longestWait: "–", isSomebodyWaiting: false };
const long: ChannelView = {
  ...calm,
  waiting: "16",
  longestWait: "1:02:05",
  isWaitLong: true,
  operators: tooFew,
};
const unsure: ChannelView = {
  ...calm,
  unconfirmed: { full: "di cui 12 non confermate", short: "12 incerte" },
  operators: null,
};
const marked = (mood: "information" | "attention" | "alarm", text: string): ChannelView => ({
  ...calm,
  mark: { mood, text },
});

const rate: HeadlineFigure = {
  channel: "chat",
  thresholdMs: null,
  label: "chat entro 20 s, oggi",
  shortLabel: "chat entro 20 s",
  value: "83",
  unit: "%",
  beside: "obiettivo 81",
  estimated: "",
  target: { ratio: 0.83, target: 0.81, targetText: "81%", within: "", isBelow: false },
};
const missed: HeadlineFigure = {
  ...rate,
  value: "69",
  beside: "sotto 81",
  target: { ratio: 0.69, target: 0.81, targetText: "81%", within: "", isBelow: true },
};
const empty: HeadlineFigure = {
  ...rate,
  value: "—",
  unit: "",
  target: { ratio: null, target: 0.81, targetText: "81%", within: "", isBelow: false },
};
const wait: HeadlineFigure = {
  ...rate,
  label: "attesa media, 30 min",
  shortLabel: "attesa 30 min",
  value: "0:42",
  unit: "",
  beside: "oggi 0:50",
  target: null,
};

const alert = (mood: AlertView["mood"], word: string, text: string, isQuiet = false): AlertView => ({
  key: text,
  mood,
  word,
  isQuiet,
  wordings: [`${text}, da 12 min`, text],
});
const gravest = alert("alarm", "Allarme", "Telefono: 4 chiamate perse di fila");
const taken = alert("attention", "Attenzione", "Telefono: mancano 2 operatrici · presa in carico", true);
const known = alert("information", "Avviso", "Molte chat: 1,4× il solito");
const ages = [
  { text: "centralino 1 s fa", isOld: false },
  { text: "chat 2 s fa", isOld: false },
];
const announcement = {
  text: "Domani è il 25 novembre: 2,9 volte il solito; l’anno scorso 796 chiamate e 195 chat.",
  short: "Domani è il 25 novembre: 2,9 volte il solito.",
};

/** Elements of the wall. */
export const wallExhibits = {
  "ve-wall-header": {
    usual: { name: "1522", nowMs: NOW_MS, sentence: { text: "Tutto nella norma.", mood: "usual" }, speech },
    information: {
      name: "1522",
      nowMs: NOW_MS,
      sentence: { text: "Molte chiamate: 2,6 volte il solito di mercoledì.", mood: "information" },
      speech,
    },
    attention: {
      name: "1522",
      nowMs: NOW_MS,
      sentence: { text: "Telefono: 16 in attesa, la più lunga da 4 minuti.", mood: "attention" },
      speech,
    },
    alarm: {
      name: "1522",
      nowMs: NOW_MS,
      sentence: { text: "Chat: risposte entro 20 s al 61%, da 25 minuti.", mood: "alarm" },
      speech,
    },
    "before the first word": {
      name: "Vedetta",
      sentence: { text: "Collegamento al server in corso.", mood: "old" },
      speech,
    },
    simulation: {
      name: "1522",
      nowMs: NOW_MS,
      simulated: true,
      speed: 60,
      sentence: { text: "Tutto nella norma.", mood: "usual" },
      speech,
    },
  },
  "ve-channel": {
    "somebody waits": { view: calm, speech },
    "nobody waits": { view: nobody, channel: "chat", speech },
    "a long wait, too few operators": { view: long, speech },
    "some may be gone, operators unknown": { view: unsure, speech },
    "more than usual": { view: marked("information", "sopra il solito dalle 09:30"), speech },
    surge: { view: marked("attention", "picco dalle 10:15"), speech },
    "extreme surge": { view: marked("alarm", "picco eccezionale dalle 08:17"), speech },
    late: { view: calm, state: late, speech },
    stopped: { view: calm, state: stopped, speech },
    unheard: { state: unheard, speech },
    unconnected: { channel: "chat", state: unconnected, speech },
    "the only channel": { view: calm, wide: true, speech },
  },
  "ve-number": {
    huge: { value: "7", label: "in attesa", size: "huge" },
    "huge, of three digits": { value: "128", label: "in attesa", size: "huge" },
    large: { value: "0:47", label: "attesa più lunga", size: "large" },
    medium: { value: "4", label: "in conversazione" },
    quiet: { value: "–", label: "attesa più lunga", size: "large", quiet: true },
    "asks for somebody": { value: "16", label: "in attesa", size: "huge", attention: true, marked: true },
  },
  "ve-operators": {
    enough: { view: enough, label: "Operatrici" },
    "too few": { view: tooFew, label: "Operatrici" },
    "more than can be counted": { view: crowd, label: "Operatrici" },
    unknown: { unknown: "operatrici: nessun dato" },
  },
  "ve-figure": {
    "at its target": { figure: rate, speech },
    "below its target": { figure: missed, speech },
    "partly estimated": { figure: { ...rate, estimated: "stimate 12" }, speech },
    "a wait": { figure: wait, speech },
    "nothing yet": { figure: empty, speech },
    late: { figure: rate, state: late, speech },
    stopped: { figure: rate, state: stopped, speech },
    unheard: { figure: rate, state: unheard, speech },
  },
  "ve-target-bar": {
    reached: { ratio: 0.86, target: 0.85 },
    below: { ratio: 0.69, target: 0.81, below: true },
    empty: { ratio: null, target: 0.81 },
  },
  "ve-simulation-mark": {
    "as fast as life": { word: "SIMULAZIONE", meaning: "Dati inventati, nessuna persona reale" },
    faster: { word: "SIMULAZIONE", meaning: "Dati inventati, nessuna persona reale", speed: 60 },
  },
  "ve-wall-alerts": {
    none: { alerts: [], speech },
    one: { alerts: [gravest], speech },
    several: { alerts: [gravest, taken, known], speech },
  },
  "ve-wall-footer": {
    usual: { ages, speech },
    "a great day is near": { ages, announcement, speech },
    alerts: { ages, alerts: [gravest, taken], speech },
    "a silent source": {
      ages: [{ text: "centralino: ore 15:19:50", isOld: true }, ...ages.slice(1)],
      speech,
    },
  },
} satisfies { readonly [Of in keyof HTMLElementTagNameMap]?: Of extends `ve-${string}` ? States<Of> : never };
