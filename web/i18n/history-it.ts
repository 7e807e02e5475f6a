/** Italian texts of what came lately: Andamento, and the past of Oggi. */
export const historyIt = {
  windows: "Periodo",
  windowNames: { "24h": "ultime 24 ore", "7d": "7 giorni", "13w": "13 settimane" },
  historyTitle: (house: string, window: string) => `${house} · Andamento, ${window}`,
  historyFailed: "Le cifre non sono arrivate: il server non risponde. Si riprova ogni minuto.",
  nothingKnown: "Di questo periodo non si sa nulla, che non vuol dire zero.",
  callsCame: (net: string) => (net === "1" ? "1 chiamata." : `${net} chiamate.`),
  chatsCame: (net: string) => `${net} chat.`,
  answeredOfQueued: (answered: string, queued: string, share: string) =>
    `${answered === "1" ? "1 risposta" : `${answered} risposte`} su ${queued} ${queued === "1" ? "uscita" : "uscite"} dalla coda (${share}).`,
  hoursUnknown: (count: string) => `Ore di cui non si sa nulla: ${count}.`,
  byHour: (what: string) => `${what} per ora di arrivo`,
  byDay: (what: string) => `${what} per giorno di arrivo`,
  unknownNote: "Tratteggiato: non si sa, che non vuol dire zero.",
  parts: { answered: "risposte", lost: "non risposte o abbandonate", other: "senza coda e altre" },
  hourTable: (what: string) => `${what}, ora per ora`,
  dayTable: (what: string) => `${what}, giorno per giorno`,
  outcomes: {
    answered: "Risposte",
    abandoned: "Abbandonate",
    unanswered: "Non risposte",
    voicemail: "Segreteria",
    notQueued: "Senza coda",
    undecided: "Altre",
  },
  partKnown: (name: string, known: string, hours: string) =>
    `${name} (${known === "1" ? "nota 1 ora" : `note ${known} ore`} su ${hours})`,
  again: (hours: string) => `${hours} di nuovo`,
  outcomeTable: (what: string) => `${what} per esito, ora per ora`,
  lastYear: "Anno scorso",
  lastYearBasis: {
    weekday: (date: string) => `Anno scorso: ${date}, lo stesso giorno della settimana, 52 settimane prima.`,
    date: (date: string) => `Anno scorso: ${date}, la stessa data.`,
  },
  lastYearUnknown: (date: string) => `Dell’anno scorso (${date}) non si sa nulla, che non vuol dire zero.`,
  heat: {
    caption: (what: string) => `${what} in media per giorno della settimana e ora, ultime 13 settimane`,
    when: (day: string, from: string, to: string) => `${day}, ${from}–${to}`,
    spoken: (when: string, mean: string, what: string, hours: string) =>
      `${when}: in media ${mean} ${what}, su ${hours}.`,
    unknown: (when: string) => `${when}: nessuna ora nota.`,
    hours: (count: string) => `${count} ore`,
    hourOne: "1 ora",
  },
} as const;
