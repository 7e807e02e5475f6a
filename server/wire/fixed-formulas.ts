/** The formulas that are the same in every house, in words. */
import type { FigureNow, FigureOfDay, FigureOfOutlook, FigureOfPeriod, Formula } from "./figures.ts";

import { OUTLOOK_FORMULAS } from "./outlook-formulas.ts";

/** Queued and decided: what rates are over. */
export const DECIDED: Formula = {
  it: "risposte + abbandonate + non risposte + segreteria",
  en: "answered + abandoned + unanswered + voicemail",
};

/** Figures that every house computes alike. */
type FixedFigure = Exclude<
  FigureNow | FigureOfPeriod | FigureOfDay | FigureOfOutlook,
  "answer-rate" | "abandonment" | "short-abandons"
>;

const ROUNDED: Formula = {
  it: "al secondo per eccesso, oltre 15 minuti ai 15 s",
  en: "rounded up to the second, beyond 15 minutes to 15 s",
};
const BEFORE_QUEUE: Formula = {
  it: "bloccate + chiuse nel benvenuto + solo bot + interrotte prima della coda + nel benvenuto ora",
  en: "blacklisted + closed in welcome + bot only + interrupted before a queue + in welcome now",
};

/** The wait is always from the first queue to the answer, or to the end. */
export const FIXED: Readonly<Record<FixedFigure, Formula>> = {
  waiting: {
    it: "In attesa = entrate in coda, senza risposta e non concluse",
    en: "Waiting = queued, not answered and not ended",
  },
  unconfirmed: {
    it: "Non confermate = in attesa, ma la loro fonte non può più sapere se ci sono ancora",
    en: "Unconfirmed = waiting, but their source cannot tell any more whether they are still there",
  },
  "longest-wait": {
    it: "Attesa più lunga ora = ora − entrata in coda di chi aspetta da più tempo",
    en: "Longest wait now = now − first queueing of the one who waits longest",
  },
  "in-conversation": {
    it: "In conversazione = risposte e non concluse",
    en: "In conversation = answered and not ended",
  },
  "operators-on-line": {
    it: "In linea = libere + in squillo + occupate + in chiusura, senza chi è in pausa",
    en: "On line = available + ringing + busy + wrapping up, without those paused",
  },
  "average-wait": {
    it: "Attesa media = somma delle attese delle risposte / risposte, dalla prima coda alla risposta",
    en: "Average wait = sum of waits of answered / answered, from the first queue to the answer",
  },
  "median-wait": {
    it: `Attesa mediana = attesa che metà delle risposte non supera, ${ROUNDED.it}`,
    en: `Median wait = wait that half of the answered do not exceed, ${ROUNDED.en}`,
  },
  "p90-wait": {
    it: `Attesa, 90º percentile = attesa che il 90 % delle risposte non supera, ${ROUNDED.it}`,
    en: `Wait, 90th percentile = wait that 90 % of the answered do not exceed, ${ROUNDED.en}`,
  },
  "longest-of-window": {
    it: `Attesa più lunga = la maggiore tra le attese delle risposte, ${ROUNDED.it}`,
    en: `Longest wait = the longest of the waits of answered, ${ROUNDED.en}`,
  },
  "time-to-abandon": {
    it: "Tempo all’abbandono = somma delle attese delle abbandonate / abbandonate",
    en: "Time to abandon = sum of waits of abandoned / abandoned",
  },
  "median-time-to-abandon": {
    it: `Tempo all’abbandono, mediana = attesa che metà delle abbandonate non supera, ${ROUNDED.it}`,
    en: `Time to abandon, median = wait that half of the abandoned do not exceed, ${ROUNDED.en}`,
  },
  "p90-time-to-abandon": {
    it: `Tempo all’abbandono, 90º percentile = attesa che il 90 % delle abbandonate non supera, ${ROUNDED.it}`,
    en: `Time to abandon, 90th percentile = wait that 90 % of the abandoned do not exceed, ${ROUNDED.en}`,
  },
  "longest-time-to-abandon": {
    it: `Tempo all’abbandono più lungo = la maggiore tra le attese delle abbandonate, ${ROUNDED.it}`,
    en: `Longest time to abandon = the longest of the waits of abandoned, ${ROUNDED.en}`,
  },
  "talk-time": {
    it: "Conversazione media = somma delle conversazioni concluse / conversazioni concluse di durata nota",
    en: "Mean talk time = sum of ended conversations / ended conversations of known length",
  },
  "talk-total": {
    it: "Conversazione totale = somma delle conversazioni concluse di durata nota",
    en: "Total talk time = sum of ended conversations of known length",
  },
  occupancy: {
    it: "Occupazione = tempo occupate / (tempo occupate + tempo libere), di tutto il gruppo",
    en: "Occupancy = time busy / (time busy + time available), of the whole team",
  },
  arrived: {
    it: `Arrivate = ${BEFORE_QUEUE.it} + entrate in coda`,
    en: `Arrived = ${BEFORE_QUEUE.en} + queued`,
  },
  net: { it: "Al netto = arrivate − bloccate", en: "Net = arrived − blacklisted" },
  blacklisted: {
    it: "Bloccate = di chi è sull’elenco dei bloccati",
    en: "Blacklisted = blocked by the list",
  },
  "closed-in-welcome": {
    it: "Chiuse nel benvenuto = concluse nel messaggio o nel menu, prima della coda",
    en: "Closed in welcome = ended in the message or the menu, before a queue",
  },
  "bot-only": {
    it: "Solo bot = concluse con il bot, senza chiedere di una persona",
    en: "Bot only = ended with the bot, without asking for a person",
  },
  "interrupted-before-queue": {
    it: "Interrotte prima della coda = perse dal sistema; in nessun tasso",
    en: "Interrupted before a queue = lost by the system; in no rate",
  },
  "in-welcome-now": {
    it: "Nel benvenuto ora = arrivate, non ancora in coda e non concluse",
    en: "In welcome now = arrived, not queued yet and not ended",
  },
  queued: {
    it: `Entrate in coda = ${DECIDED.it} + interrotte in attesa + in attesa ora`,
    en: `Queued = ${DECIDED.en} + interrupted while waiting + waiting now`,
  },
  answered: { it: "Risposte = da una persona", en: "Answered = by a person" },
  abandoned: {
    it: "Abbandonate = chi ha contattato ha lasciato l’attesa",
    en: "Abandoned = the caller left while waiting",
  },
  unanswered: {
    it: "Non risposte = attesa conclusa dal sistema o dal personale",
    en: "Unanswered = the system or a person ended the wait",
  },
  voicemail: {
    it: "Segreteria = attesa conclusa in segreteria",
    en: "Voicemail = the wait ended in voicemail",
  },
  "interrupted-waiting": {
    it: "Interrotte in attesa = perse dal sistema; in nessun tasso",
    en: "Interrupted while waiting = lost by the system; in no rate",
  },
  ...OUTLOOK_FORMULAS,
  "waiting-now": {
    it: "In attesa ora = arrivate oggi, in coda, senza risposta e non concluse",
    en: "Waiting now = arrived today, queued, not answered and not ended",
  },
};
