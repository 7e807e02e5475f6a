/** Italian: the language the page is written in; its keys are the catalogue's. */
export const it = {
  pageTitle: (house: string) => `${house} · stato in tempo reale`,

  allUsual: "Tutto nella norma.",
  connecting: "Collegamento al server in corso.",
  linkLost: (time: string) => `Collegamento al server perso: cifre ferme dalle ${time}.`,
  sourcesLate: (names: string, time: string) => `Nessuna notizia da ${names} dalle ${time}.`,
  sourcesUnheard: (names: string) => `In attesa dei primi dati da ${names}.`,
  belowTarget: (what: string, percent: string, target: string) =>
    `${what}: ${percent} (obiettivo ${target}).`,

  simulation: "SIMULAZIONE",
  simulationMeans: "Dati inventati, nessuna persona reale",

  phone: "Telefono",
  chat: "Chat",
  waiting: "in attesa",
  longestWait: "attesa più lunga",
  inConversation: "in conversazione",
  inConversationShort: "in corso",
  waitingByLanguage: "In attesa per lingua",
  waitingByEntry: "In attesa per ingresso",
  closed: "chiusi",
  closedOne: "chiuso",
  byAppointment: "su appuntamento",

  operators: "Operatrici",
  onLine: (count: string) => `${count} in linea`,
  free: (count: string) => `${count} libere`,
  freeOne: "1 libera",
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
  under: (percent: string) => `sotto ${percent}`,
  callsAnswered: "chiamate risposte",
  chatsAnswered: "chat risposte",
  callsWithin: (time: string) => `chiamate entro ${time}`,
  chatsWithin: (time: string) => `chat entro ${time}`,

  callsToday: "Chiamate oggi",
  chatsToday: "Chat oggi",
  trendOf: (what: string, total: string, time: string) =>
    `${what}, totale dalla mezzanotte: ${total} alle ${time}`,

  noData: "nessun dato",
  standsSince: (time: string) => `dato fermo da ${time}`,
  standSince: (time: string) => `dati fermi da ${time}`,
  noAlerts: "Nessun avviso",
  alertsUnknown: "Avvisi: nessun dato",
  sources: "Età dei dati",
  ago: (name: string, age: string) => `${name} ${age} fa`,
  standing: (name: string, time: string) => `${name}: ore ${time}`,
  unheard: (name: string) => `${name}: in collegamento`,
  serverSilent: (time: string) => `server: ore ${time}`,

  secondsShort: (count: string) => `${count}\u00A0s`,
} as const;
