import { historyIt } from "./history-it.ts";
import { systemIt } from "./system-it.ts";

/** `l’80%`, `lo 0%`, `il 95%`: as the number is spoken. */
const thePercent = (percent: string, value: number): string => {
  if (value === 0) return `lo ${percent}`;
  return [1, 8, 11].includes(value) || (value >= 80 && value < 90) ? `l’${percent}` : `il ${percent}`;
};

/** `ne serve 1`, `ne servono 3`. */
const needNo = (count: string): string => `${count === "1" ? "ne serve" : "ne servono"} ${count}`;

/** Italian texts of the desk; their keys are the catalogue's. Numbers, dates and times arrive already formatted. */
export const deskIt = {
  places: "Pagine",
  placeNames: {
    now: "Adesso",
    today: "Oggi",
    history: "Andamento",
    alerts: "Avvisi",
    report: "Relazione",
    screens: "Schermi",
    system: "Sistema",
  },
  placeFailed: "La pagina non è arrivata: il server non risponde o è stato aggiornato.",
  nothingHere: "Questa pagina non c’è.",
  tryAgain: "Riprova",
  logOut: "Esci",
  skip: "Vai al contenuto",
  session: {
    ends: (time: string) =>
      `Qui nessuno tocca nulla da un po’: alle ${time} la sessione finisce, e gli avvisi non suonano più.`,
    endsForGood: (time: string) =>
      `Alle ${time} la sessione finisce: senza un nuovo accesso gli avvisi non suonano più.`,
    goOn: "Continua la sessione",
  },
  state: "Stato",
  loading: "Caricamento in corso.",
  sound: {
    on: "Suono acceso",
    off: "Suono spento",
    quiet: "Suono: ora di silenzio",
    blocked: "Suono: un clic per sentirlo",
    settings: "Impostazioni del suono",
    means:
      "Suona per un allarme, e di nuovo ogni minuto finché qualcuno lo prende in carico. Mai sullo schermo della sala.",
    test: "Prova il suono",
    quietHours: "Ore di silenzio",
    from: "Dalle",
    to: "Alle",
  },

  ...historyIt,
  ...systemIt,
  explained: {
    formula: "Come si calcola",
    window: "Su quale periodo",
    windows: {
      now: "adesso",
      "last-15-minutes": "ultimi 15 minuti",
      "last-30-minutes": "ultimi 30 minuti",
      "last-60-minutes": "ultimi 60 minuti",
      today: "oggi, dalla mezzanotte",
    },
    comingHour: "l’ora che viene",
    surgeWindows: "ultimi 30, 60 o 120 minuti: quelli che più parlano di un picco",
    only: "Solo",
    restsOn: "Su quanti contatti",
    contacts: (count: string) => `${count} contatti`,
    contactOne: "1 contatto",
    operatorsOnly: "nessuno: è una cifra sulle operatrici",
    knownHours: "Ore concluse di cui si sa qualcosa",
    hoursOf: (known: string, all: string) => `${known} su ${all}`,
    sources: "Fonti e loro età",
    heard: (name: string, age: string) => `${name}, sentita ${age} fa`,
    neverHeard: (name: string) => `${name}, mai sentita`,
    readAt: "Letta alle",
    reading: "Lettura in corso.",
    failed: "La spiegazione non è arrivata: il server non risponde.",
    missing: "In questo momento il server non ha questa cifra.",
    close: "Chiudi",
  },

  nowTitle: (house: string) => `${house} · Adesso`,
  nobodyWaits: "nessuno attende",
  operatorsOnLine: "operatrici in linea",
  notTold: "nessuna fonte lo dice",
  inLastHour: (percent: string) => `ultima ora ${percent}`,
  usualUnknown: "il solito non è ancora noto",
  betweenShort: (low: string, high: string) => `fra ${low} e ${high}`,
  filter: {
    title: "Filtri",
    channel: "Canale",
    language: "Lingua",
    entry: "Ingresso",
    all: { channel: "tutti", language: "tutte", entry: "tutti" },
    clear: "Togli i filtri",
    unknown: (names: string) => `Questa casa non ha il valore chiesto per: ${names}. Si mostra tutto.`,
    wholeOnly: "Le altre cifre valgono per tutto il canale: per lingua e per ingresso non si possono dire.",
    bothParts: "Lingua e ingresso insieme non si possono dire: le due cifre sono ciascuna per sé.",
    nothing: "Nessun canale ha questo ingresso.",
  },
  byLanguage: (channel: string) => `${channel} per lingua`,
  byEntry: (channel: string) => `${channel} per ingresso`,
  desk: "Sportello",
  desks: { open: "aperto", closed: "chiuso", "by-appointment": "su appuntamento" },
  cellName: (what: string, part: string) => `${what}, ${part}`,
  wholeChannel: "Tutto il canale",
  reasons: "Perché",
  noReasons: "Niente da segnalare: ogni cifra è come di solito o entro l’obiettivo.",
  adviceTitle: "Che cosa fare",
  noAdvice: "Niente da consigliare.",
  advice: {
    goal: (percent: string, value: number, within: string) =>
      `per ${thePercent(percent, value)} entro ${within}`,
    missing: (channel: string, count: string, goal: string) =>
      `${channel}: mancano ${count} operatrici ${goal}.`,
    missingOne: (channel: string, goal: string) => `${channel}: manca 1 operatrice ${goal}.`,
    paused: (count: string) => `In pausa ce ne sono ${count}.`,
    pausedOne: "Una è in pausa.",
    enough: (channel: string, onLine: string, needed: string) =>
      `${channel}: le operatrici bastano: ${onLine} in linea, ${needNo(needed)}.`,
    unknown: (channel: string, needed: string) =>
      `${channel}: ${needNo(needed)}; quante siano in linea non lo dice nessuna fonte.`,
    closedDesk: (channel: string, language: string, count: string) =>
      `${channel}: ${count} attendono in ${language}, e a quest’ora lo sportello non è aperto.`,
    closedDeskOne: (channel: string, language: string, count: string) =>
      `${channel}: ${count} attende in ${language}, e a quest’ora lo sportello non è aperto.`,
    nobodyFree: (channel: string) =>
      `${channel}: qualcuno attende a lungo e nessuna operatrice è libera. Servono altre in linea.`,
    checkSource: (name: string, time: string) =>
      `Controllare ${name}: le sue cifre sono ferme dalle ${time}.`,
  },

  todayTitle: (house: string, date: string) => (date ? `${house} · Oggi, ${date}` : `${house} · Oggi`),
  language: "Lingua",
  print: "Stampa",
  updated: (time: string) => `aggiornato alle ${time}`,
  zone: (name: string) => `ore di ${name}`,
  together: "Telefono e chat insieme",

  callsSoFar: "chiamate finora",
  chatsSoFar: "chat finora",
  bothSoFar: "chiamate e chat finora",
  callsSince: (time: string) => `chiamate dalle ${time}`,
  chatsSince: (time: string) => `chat dalle ${time}`,
  bothSince: (time: string) => `chiamate e chat dalle ${time}`,
  usually: (count: string, low: string, high: string) => `di solito ${count} (${low}–${high})`,
  foreseen: (count: string, low: string, high: string) => `attese ${count} (${low}–${high})`,
  foreseenBesideUsual: (foreseen: string, usual: string) => `${foreseen}, di solito ${usual}`,
  byTime: (time: string, beside: string) => `alle ${time} ${beside}`,
  timesValue: (times: string) => `${times}×`,
  timesLabel: (weekday: string) => `il solito di ${weekday} a quest’ora`,
  timesForeseen: (times: string, day: string) => `${times} volte l’atteso (${day})`,
  timesRange: (low: string, high: string) => `quattro giorni su cinque fra ${low} e ${high}`,
  lastHour: "nell’ultima ora",
  ofMinutesSeen: (beside: string, minutes: string) =>
    `${beside}; ${minutes === "1" ? "ne è stato visto 1 minuto" : `ne sono stati visti ${minutes} minuti`}`,
  tooLittleSeen: "si è visto troppo poco",
  byMidnight: "previste a mezzanotte",
  about: (count: string) => `≈ ${count}`,
  atLeast: (count: string) => `≥ ${count}`,
  between: (low: string, high: string) => `quattro volte su cinque fra ${low} e ${high}`,
  openEnd: "almeno: il picco può ancora crescere",
  needed: "operatrici necessarie",
  onLine: (count: string) => `${count} in linea`,
  onLineMissing: (count: string, missing: string) =>
    `${count} in linea, ${missing === "1" ? "ne manca" : "ne mancano"} ${missing}`,
  onLineUnknown: "quante sono in linea non è noto",

  surge: "Picco",
  levels: { none: "nessuno", elevated: "sopra il solito", surge: "picco", extreme: "picco eccezionale" },
  level: (name: string) => `Livello: ${name}.`,
  levelSince: (name: string, time: string) => `Livello: ${name}, dalle ${time}.`,
  bound: (certainty: string, what: string, minutes: string, times: string) =>
    `Con il ${certainty} di certezza le ${what} degli ultimi ${minutes} minuti sono almeno ${times} volte il solito di questo giorno e di quest’ora.`,
  boundForeseen: (certainty: string, what: string, minutes: string, times: string) =>
    `Con il ${certainty} di certezza le ${what} degli ultimi ${minutes} minuti sono almeno ${times} volte quelle attese per questo giorno e quest’ora.`,
  evidence: (count: string, expected: string, times: string) =>
    `${count === "1" ? "Ne è arrivata" : "Ne sono arrivate"} ${count}, ${expected === "1" ? "se ne attendeva" : "se ne attendevano"} ${expected}; il rapporto più probabile è ${times}.`,
  thresholdNone: (threshold: string) => `Il primo livello comincia quando sono almeno ${threshold} volte.`,
  thresholdHeld: (threshold: string) =>
    `Il livello comincia a ${threshold} volte; ora è solo mantenuto, e finisce dopo mezz’ora chiaramente al di sotto.`,
  threshold: (threshold: string) => `Il livello comincia a ${threshold} volte.`,
  notJudged: "Si è visto troppo poco per giudicare.",

  silence: "Silenzio",
  silentSince: (time: string, expected: string) =>
    `Nessuna dalle ${time}, mentre di solito ${expected === "1" ? "ne arriva" : "ne arrivano"} ${expected}: più a lungo di quanto il caso spieghi. Controllare la linea.`,

  projection: "Previsione",
  meanError: (percent: string) =>
    `Scarto medio delle previsioni fatte a quest’ora, nelle ultime otto settimane: ${percent}.`,
  noError: "Nessuna giornata è ancora conclusa: l’errore delle previsioni non è noto.",

  staffing: "Operatrici",
  reckoned: (volume: string, what: string, handle: string, patience: string) =>
    `Calcolo: ${volume} ${what} l’ora, ${handle} per ciascuna fra conversazione e chiusura, ${patience} di pazienza in attesa.`,
  erlangA: (needed: string, target: string, within: string) =>
    `${needed === "1" ? "Ne serve" : "Ne servono"} ${needed} per raggiungere l’obiettivo: ${target} di risposte entro ${within} (Erlang A).`,
  erlangC: (needed: string) =>
    `Se nessuno rinunciasse ne ${needed === "1" ? "servirebbe" : "servirebbero"} ${needed} (Erlang C).`,
  reached: (percent: string, value: number, onLine: string) =>
    onLine === "1"
      ? `Con l’unica in linea se ne raggiunge ${thePercent(percent, value)}.`
      : `Con le ${onLine} in linea se ne raggiunge ${thePercent(percent, value)}.`,
  assumed: (names: string) => `Presunto, perché nessuna fonte lo dice: ${names}.`,
  assumptions: {
    talk: "la durata della conversazione",
    wrapUp: "la chiusura",
    patience: "la pazienza",
    concurrency: "le chat in parallelo",
  },
  minutes: (count: string) => `${count} min`,
  seconds: (count: string) => `${count} s`,

  usual: "Il solito",
  known: "Si fonda sulle settimane proprie.",
  learning: (week: string, of: string) =>
    `Sta imparando: settimana ${week} di ${of}. Fino ad allora il solito viene soprattutto dal profilo di partenza.`,
  seenSince: (time: string) =>
    `La giornata è stata vista dalle ${time}: si conta solo da allora, da una parte e dall’altra.`,
  unseen: (minutes: string) =>
    minutes === "1"
      ? "Di oggi non si è visto 1 minuto: non conta, né da una parte né dall’altra."
      : `Di oggi non si sono visti ${minutes} minuti: non contano, né da una parte né dall’altra.`,
  newNormal: (date: string) => `Da ${date} è un picco ogni giorno. È la nuova normalità?`,
  nothingUsual: "Il solito non è noto: mancano il profilo di partenza o le prime settimane.",

  chart: (what: string) => `${what}, totale della giornata`,
  chartNote: "Linea: oggi. Fascia: il solito. Ventaglio: la previsione.",
  table: (what: string) => `${what}, ora per ora`,
  tableNote:
    "Totali alla fine di ogni ora; di solito: l’intervallo di quattro giorni su cinque. —: non visto o non ancora arrivato.",
  columns: {
    hour: "Ora",
    day: "Giorno",
    arrived: "Arrivate",
    total: "Totale",
    usual: "Di solito",
    range: "Intervallo",
    projected: "Previste",
    projectedRange: "Fra",
  },
  hours: (from: string, to: string) => `${from}–${to}`,
  soFarInHour: (count: string) => `${count} finora`,
  calls: "Chiamate",
  chats: "Chat",
} as const;
