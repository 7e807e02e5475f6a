/** How today is held against the usual, in words; `docs/usual.md` has the formulas. */
import type { FigureOfOutlook, Formula } from "./figures.ts";

export const OUTLOOK_FORMULAS: Readonly<Record<FigureOfOutlook, Formula>> = {
  "seen-so-far": {
    it: "Viste finora = arrivate da mezzanotte all’ultimo segno dei cinque minuti, al netto delle bloccate; solo i tratti osservati",
    en: "Seen so far = arrived from midnight to the last five-minute mark, net of blacklisted; only what was seen",
  },
  "expected-so-far": {
    it: "Attese finora = solito di questo giorno della settimana, ora per ora, × calendario, da mezzanotte; solo i tratti osservati",
    en: "Expected so far = usual of this weekday, hour by hour, × calendar, since midnight; only what was seen",
  },
  "ratio-to-usual": {
    it: "Volte il solito = arrivate finora / attese finora in un giorno ordinario; solo i tratti osservati",
    en: "Times the usual = arrived so far / expected so far on an ordinary day; only what was seen",
  },
  "last-hour": {
    it: "Nell’ultima ora = arrivate nei 60 minuti prima dell’ultimo segno dei cinque minuti, al netto delle bloccate; solo i tratti osservati",
    en: "In the last hour = arrived in the 60 minutes before the last five-minute mark, net of blacklisted; only what was seen",
  },
  "expected-last-hour": {
    it: "Attese nell’ultima ora = solito di questo giorno della settimana e di quest’ora × calendario; solo i tratti osservati",
    en: "Expected in the last hour = usual of this weekday and hour × calendar; only what was seen",
  },
  "projected-total": {
    it: "Previste a mezzanotte = contate finora + attese del resto e dei tratti non osservati × andamento delle ultime ore",
    en: "Projected total = counted so far + expected of the rest and of what was not seen × the trend of the last hours",
  },
  "projected-low": {
    it: "Previste, da = limite inferiore dell’intervallo all’80 %, largo quanto gli errori propri degli ultimi 56 giorni",
    en: "Projected, from = lower end of the 80 % interval, as wide as the own errors of the last 56 days",
  },
  "projected-high": {
    it: "Previste, fino a = limite superiore dell’intervallo all’80 %, largo quanto gli errori propri degli ultimi 56 giorni",
    en: "Projected, up to = upper end of the 80 % interval, as wide as the own errors of the last 56 days",
  },
  "surge-lower-bound": {
    it: "Almeno = con il 99 % di certezza gli arrivi degli ultimi 30, 60 o 120 minuti sono almeno tante volte quelli attesi",
    en: "At least = with 99 % certainty the arrivals of the last 30, 60 or 120 minutes are at least so many times those expected",
  },
  "operators-needed": {
    it: "Operatrici necessarie = il numero minimo che raggiunge l’obiettivo al volume dell’ora che viene (Erlang A)",
    en: "Operators needed = the smallest number that reaches the target at the volume of the coming hour (Erlang A)",
  },
  "usual-waiting": {
    it: "Di solito in attesa = arrivi usuali di questo giorno e di quest’ora × attesa media per arrivo delle ultime quattro settimane (legge di Little)",
    en: "Usually waiting = usual arrivals of this weekday and hour × mean wait per arrival of the last four weeks (Little's law)",
  },
  "usual-in-conversation": {
    it: "Di solito in conversazione = arrivi usuali di questo giorno e di quest’ora × durata media per arrivo delle ultime quattro settimane (legge di Little)",
    en: "Usually in conversation = usual arrivals of this weekday and hour × mean talk time per arrival of the last four weeks (Little's law)",
  },
  "usual-wait": {
    it: "Attesa di solito = quella che nove su dieci di chi ha atteso nelle ultime quattro settimane non hanno superato",
    en: "Usual wait = what nine of ten of those who waited in the last four weeks did not exceed",
  },
};
