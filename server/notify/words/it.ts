import type { Figures } from "../figures.ts";
import type { Words } from "./words.ts";

const contacts = { phone: "chiamate", chat: "chat", both: "chiamate e chat" } as const;

export const it: Words = {
  severity: { info: "Avviso", watch: "Attenzione", alarm: "Allarme" },
  cause: {
    fired: "",
    escalated: "si aggrava",
    repeated: "ancora in corso",
    acknowledged: "preso in carico",
    test: "prova",
  },
  resolved: "Risolto",
  title: {
    "rate-falls": "risposte in calo",
    understaffed: "poche operatrici",
    "nobody-answers": "nessuno risponde",
    surge: "afflusso insolito",
    "known-day": "giorno particolare",
    "source-silent": "nessuna notizia",
    "too-quiet": "troppo silenzio",
    undelivered: "avvisi non consegnati",
  },
  channel: { phone: "Telefono", chat: "Chat", both: "Telefono e chat" },
  simulated: "[SIMULAZIONE]",
  simulatedNote: "Dati inventati: è una simulazione.",
  acknowledged: "già preso in carico",
  delayed: "In ritardo: l'avviso di quando è cominciato non era stato consegnato.",
  writtenAt: (time) => `In ritardo: era così il ${time}.`,
  test: "Questa è una prova: se la leggete, gli avvisi arrivano.",

  sentence(reason, figures) {
    switch (reason.kind) {
      case "rate-falls": {
        const { channel, thresholdMs, value, n, target, windowMs } = reason;
        const within = thresholdMs === null ? "" : ` ${it.within(figures.duration(thresholdMs))}`;
        const window = inTheLast(windowMs, figures);
        const share = figures.share(value, n);
        const goal = `(obiettivo ${figures.percent(target)})`;
        return share === null
          ? `${it.channel[channel]}: le risposte${within} sono scese ${window} ${goal}.`
          : `${it.channel[channel]}: ${share} di ${figures.count(n)} ${contacts[channel]} con risposta${within} ${window} ${goal}.`;
      }
      case "understaffed": {
        const { channel, onLine, needed } = reason;
        const people =
          onLine === 0
            ? "nessuna operatrice"
            : `${figures.number(onLine)} ${onLine === 1 ? "operatrice" : "operatrici"}`;
        return `${it.channel[channel]}: ${people} in linea, ne ${needed === 1 ? "serve" : "servono"} ${figures.number(needed)}.`;
      }
      case "nobody-answers": {
        const { channel, lostInARow, sinceMs } = reason;
        const what =
          lostInARow === 0
            ? "qualcuno attende e nessuna operatrice è disponibile"
            : `${figures.count(lostInARow)} ${contacts[channel]} perse di fila`;
        return `${it.channel[channel]}: ${what}, ${since(sinceMs, figures)}.`;
      }
      case "surge": {
        const channel = reason.channel ?? "both";
        return `${it.channel[channel]}: ${figures.number(reason.ratio)} volte il solito ${inTheLast(reason.windowMs, figures)}.`;
      }
      case "known-day": {
        const name = reason.name["it"] ?? Object.values(reason.name)[0] ?? "";
        const last = reason.lastTime
          ?.map(({ channel, count }) => `${figures.count(count)} ${contacts[channel]}`)
          .join(" e ");
        const day = reason.when === "tomorrow" ? "Domani" : "Oggi";
        const before = last ? ` L'ultima volta: ${last}.` : "";
        return `${day}: ${name}, di solito ${figures.number(reason.times)} volte un giorno comune.${before}`;
      }
      case "source-silent":
        return reason.sinceMs === null
          ? `Nessuna notizia da ${reason.source} finora.`
          : `Nessuna notizia da ${reason.source} ${since(reason.sinceMs, figures)}.`;
      case "too-quiet":
        return `${it.channel[reason.channel]}: nessuno ${since(reason.sinceMs, figures)}; di solito sarebbero ${figures.number(reason.expected)}.`;
      case "undelivered":
        return reason.givenUp > 0
          ? `${reason.receiver} non accetta avvisi ${since(reason.sinceMs, figures)} (${figures.number(reason.givenUp)} non consegnati).`
          : `Avvisi fermi per ${reason.receiver} ${since(reason.sinceMs, figures)} (${figures.number(reason.waiting)} in coda).`;
    }
  },
  within: (length) => `entro ${length}`,
  span: (from, to, length) => `${from} – ${to} (${length})`,
};

const HOUR_MS = 3_600_000;

function inTheLast(windowMs: number, figures: Figures): string {
  if (windowMs === HOUR_MS) return "nell'ultima ora";
  return `${windowMs < HOUR_MS ? "negli ultimi" : "nelle ultime"} ${figures.duration(windowMs)}`;
}

/** `dalle 14:05`, `dal 24 nov, 23:50`. */
function since(atMs: number, figures: Figures): string {
  const time = figures.time(atMs);
  return `${time.includes(" ") ? "dal" : "dalle"} ${time}`;
}
