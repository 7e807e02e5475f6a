/** A day of the calendar with its article, where its name is a date: `il 25 novembre`, `l’8 marzo`. */
const theDay = (name: string): string => {
  if (!/^\d/.test(name)) return name;
  return /^(8|11)\b/.test(name) ? `l’${name}` : `il ${name}`;
};
const isDate = (name: string): boolean => theDay(name) !== name;

/** `al 61%`, `all’81%`, `allo 0%`: as the number is spoken. */
const atPercent = (percent: string, value: number): string => {
  if (value === 0) return `allo ${percent}`;
  const isVowel = [1, 8, 11].includes(value) || (value >= 80 && value < 90);
  return isVowel ? `all’${percent}` : `al ${percent}`;
};

/** Italian: the language the page is written in; its keys are the catalogue's. */
export const it = {
  pageTitle: (house: string) => `${house} · stato in tempo reale`,

  allUsual: "Tutto nella norma.",
  connecting: "Collegamento al server in corso.",
  linkLost: (time: string) => `Collegamento al server perso: cifre ferme dalle ${time}.`,
  sourcesLate: (names: string, time: string) => `Nessuna notizia da ${names} dalle ${time}.`,
  sourcesUnheard: (names: string) => `In attesa dei primi dati da ${names}.`,
  longWait: (channel: string, waiting: string, time: string) =>
    `${channel}: ${waiting} in attesa, la più lunga da ${time}.`,
  longWaitOne: (channel: string, time: string) => `${channel}: 1 in attesa da ${time}.`,
  minutes: (count: string) => `${count} minuti`,
  overAnHour: "più di un’ora",
  overHours: (count: string) => `più di ${count} ore`,
  calls: "chiamate",
  chats: "chat",
  callsAndChats: "chiamate e chat",
  many: "Sopra il solito",
  surge: "Picco",
  extremeSurge: "Picco eccezionale",
  manyOf: (what: string) => `Molte ${what}`,
  surgeOf: (what: string) => `Picco di ${what}`,
  extremeSurgeOf: (what: string) => `Picco eccezionale di ${what}`,
  timesUsual: (times: string, weekday: string) => `${times}\u00A0volte il solito di ${weekday}`,
  timesUsualAt: (times: string, weekday: string, hour: string) => {
    const at = hour === "0" ? "a mezzanotte" : hour === "1" ? "all’1" : `alle ${hour}`;
    return `${times}\u00A0volte il solito di ${weekday} ${at}`;
  },
  timesExpected: (times: string, day: string) =>
    `${times}\u00A0volte l’atteso ${isDate(day) ? `per ${theDay(day)}` : `(${day})`}`,
  asExpected: (day: string) => `come atteso${isDate(day) ? ` per ${theDay(day)}` : `: ${day}`}`,
  timesUsualShort: (times: string) => `${times}× il solito`,
  timesExpectedShort: (times: string) => `${times}× l’atteso`,
  asExpectedShort: "come atteso",
  lasting: (time: string) => `da ${time}`,
  noCalls: (channel: string, time: string, usual: string) =>
    `${channel}: nessuna chiamata dalle ${time}, di solito ${usual}: controllare la linea.`,
  noChats: (channel: string, time: string, usual: string) =>
    `${channel}: nessuna chat dalle ${time}, di solito ${usual}: controllare il collegamento.`,
  noCallsShort: (channel: string, time: string) => `${channel}: nessuna chiamata dalle ${time}.`,
  noChatsShort: (channel: string, time: string) => `${channel}: nessuna chat dalle ${time}.`,
  timeOf: (time: string, day: string) => `${time} di ${day}`,
  elevatedSince: (time: string) => `sopra il solito dalle ${time}`,
  surgeSince: (time: string) => `picco dalle ${time}`,
  extremeSince: (time: string) => `picco eccezionale dalle ${time}`,
  noCallsSince: (time: string) => `nessuna chiamata dalle ${time}`,
  noChatsSince: (time: string) => `nessuna chat dalle ${time}`,
  notConnectedChannels: (names: string) => `${names}: non collegato.`,
  belowTarget: (what: string, percent: string, target: string) =>
    `${what}: ${percent} (obiettivo ${target}).`,

  alerts: "Avvisi attivi",
  severities: { info: "Avviso", watch: "Attenzione", alarm: "Allarme" },
  alertTitles: {
    "rate-falls": "risposte in calo",
    understaffed: "poche operatrici",
    "nobody-answers": "nessuno risponde",
    surge: "afflusso insolito",
    "known-day": "giorno particolare",
    "source-silent": "nessuna notizia",
    "too-quiet": "troppo silenzio",
    undelivered: "avvisi non consegnati",
  },
  alertAbout: (subject: string, title: string) => `${subject}: ${title}`,
  answersAt: (channel: string, within: string, percent: string, value: number) =>
    `${channel}: risposte${within} ${atPercent(percent, value)}`,
  answersFall: (channel: string, within: string) => `${channel}: risposte${within} in calo`,
  answersWithin: (time: string) => ` entro ${time}`,
  inTheLastHours: (count: string) => (count === "1" ? "nell’ultima ora" : `nelle ultime ${count} ore`),
  missing: (channel: string, count: string) => `${channel}: mancano ${count} operatrici`,
  missingOne: (channel: string) => `${channel}: manca 1 operatrice`,
  nobodyOnLine: (channel: string) => `${channel}: nessuna operatrice in linea`,
  nobodyAnswers: (channel: string) => `${channel}: nessuno risponde`,
  nobodyThere: ": qualcuno attende, nessuna operatrice è disponibile",
  callsLost: (channel: string, count: string) => `${channel}: ${count} chiamate perse di fila`,
  chatsLost: (channel: string, count: string) => `${channel}: ${count} chat perse di fila`,
  silentSource: (name: string) => `Nessuna notizia da ${name}`,
  unheardSource: (name: string) => `Nessuna notizia da ${name} finora`,
  noCall: (channel: string) => `${channel}: nessuna chiamata`,
  noChat: (channel: string) => `${channel}: nessuna chat`,
  checkLine: "controllare la linea",
  checkLink: "controllare il collegamento",
  undelivered: (count: string, receiver: string) => `${count} avvisi non partono: ${receiver}`,
  undeliveredOne: (receiver: string) => `Un avviso non parte: ${receiver}`,
  taken: (text: string) => `${text} · presa in carico`,
  recovering: (about: string) => `${about}, in rientro`,
  nothingNew: "Nulla di nuovo da segnalare.",
  moreAlerts: (count: string) => `e altri ${count}`,
  moreAlertsOne: "e un altro",
  alertCount: (count: string) => `${count} avvisi`,
  alertCountOne: "1 avviso",
  sinceTime: (time: string) => `dalle ${time}`,
  hoursShort: (count: string) => `${count}\u00A0h`,
  minutesShort: (count: string) => `${count}\u00A0min`,

  simulation: "SIMULAZIONE",
  simulationMeans: "Dati inventati, nessuna persona reale",

  phone: "Telefono",
  chat: "Chat",
  waiting: "in attesa",
  unconfirmed: (count: string) => `di cui ${count} non confermate`,
  unconfirmedOne: "di cui 1 non confermata",
  unconfirmedShort: (count: string) => `${count} incerte`,
  unconfirmedShortOne: "1 incerta",
  longestWait: "attesa più lunga",
  inConversation: "in conversazione",
  inConversationShort: "in corso",
  waitingByLanguage: "In attesa per lingua",
  waitingByEntry: "In attesa per ingresso",
  desksOpen: (count: string) => `${count} lingue aperte`,
  deskOpenOne: "1 lingua aperta",
  others: (count: string) => `altre ${count}`,
  closed: "chiusi",
  closedOne: "chiuso",
  byAppointment: "su appuntamento",

  operators: "Operatrici",
  onLine: (count: string) => `${count} in linea`,
  free: (count: string) => `${count} libere`,
  freeOne: "1 libera",
  needed: (count: string) => `ne servono ${count}`,
  neededOne: "ne serve 1",
  onLineOf: (onLine: string, needed: string) => `${onLine} su ${needed} in linea`,
  paused: (count: string) => `${count} in pausa`,
  busy: (count: string) => `${count} occupate`,
  busyOne: "1 occupata",
  operatorsUnknown: "operatrici: nessun dato",

  averageWait: "attesa media, 30 min",
  averageWaitShort: "attesa 30 min",
  callsAnsweredShort: "risposte oggi",
  chatsAnsweredShort: "risposte oggi",
  ofToday: (what: string) => `${what}, oggi`,
  today: (value: string) => `oggi ${value}`,
  target: (percent: string) => `obiettivo ${percent}`,
  estimated: (count: string) => `stimate ${count}`,
  estimatedOne: "stimata 1",
  under: (percent: string) => `sotto ${percent}`,
  callsAnswered: "chiamate risposte",
  chatsAnswered: "chat risposte",
  callsWithin: (time: string) => `chiamate entro ${time}`,
  chatsWithin: (time: string) => `chat entro ${time}`,

  callsToday: "Chiamate oggi",
  chatsToday: "Chat oggi",
  callsShort: "Chiamate",
  chatsShort: "Chat",
  callsSince: (time: string) => `Chiamate dalle ${time}`,
  chatsSince: (time: string) => `Chat dalle ${time}`,
  usually: (count: string) => `di solito ${count}`,
  whereSeen: (count: string, usual: string) => `con tutte le fonti ${count}, di solito ${usual}`,
  byMidnight: "a mezzanotte",
  about: (count: string) => `≈ ${count}`,
  range: (low: string, high: string) => `(${low}–${high})`,
  atLeast: (count: string) => `almeno ${count}`,
  learning: (week: string, of: string) => `sto imparando: settimana ${week} di ${of}`,
  spokenUsual: (count: string) => `di solito a quest’ora ${count}`,
  spokenProjection: (count: string, low: string, high: string) =>
    `previste a mezzanotte ${count}, fra ${low} e ${high}`,
  spokenAtLeast: (count: string) => `a mezzanotte almeno ${count}`,
  spokenGap: "parte della giornata non è stata vista",
  trendOf: (what: string, total: string, time: string) =>
    `${what}, totale dalla mezzanotte: ${total} alle ${time}`,

  tomorrowIs: (day: string, times: string) => `Domani è ${theDay(day)}: ${times}\u00A0volte il solito`,
  todayIs: (day: string, times: string) => `Oggi è ${theDay(day)}: ${times}\u00A0volte il solito`,
  lastTime: (counts: string) => `l’anno scorso ${counts}`,
  callCount: (count: string) => `${count} chiamate`,
  chatCount: (count: string) => `${count} chat`,

  noData: "nessun dato",
  notConnected: "non collegato",
  standsSince: (time: string) => `dato fermo da ${time}`,
  standSince: (time: string) => `dati fermi da ${time}`,
  sources: "Età dei dati",
  ago: (name: string, age: string) => `${name} ${age} fa`,
  standing: (name: string, time: string) => `${name}: ore ${time}`,
  unheard: (name: string) => `${name}: in collegamento`,
  serverSilent: (time: string) => `server: ore ${time}`,

  secondsShort: (count: string) => `${count}\u00A0s`,
} as const;
