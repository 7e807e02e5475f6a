import type { DeskWords } from "./desk-catalogue.ts";
import { historyEn } from "./history-en.ts";
import { systemEn } from "./system-en.ts";

export const deskEn: DeskWords = {
  places: "Pages",
  placeNames: {
    now: "Now",
    today: "Today",
    history: "Trends",
    alerts: "Alerts",
    report: "Report",
    screens: "Screens",
    system: "System",
  },
  placeFailed: "The page has not come: the server does not answer, or was updated.",
  nothingHere: "There is no such page.",
  tryAgain: "Try again",
  logOut: "Log out",
  skip: "Skip to content",
  session: {
    ends: (time) =>
      `Nobody has touched anything here for a while: at ${time} the session ends, and alarms sound no more.`,
    endsForGood: (time) => `At ${time} the session ends: without a new login alarms sound no more.`,
    goOn: "Continue the session",
  },
  state: "State",
  loading: "Loading.",
  sound: {
    on: "Sound on",
    off: "Sound off",
    quiet: "Sound: quiet hours",
    blocked: "Sound: one click to hear it",
    settings: "Sound settings",
    means:
      "It sounds for an alarm, and again every minute until somebody takes it on. Never on the wall of the room.",
    test: "Test the sound",
    quietHours: "Quiet hours",
    from: "From",
    to: "To",
  },

  ...historyEn,
  ...systemEn,
  explained: {
    formula: "How it is computed",
    window: "Over which period",
    windows: {
      now: "now",
      "last-15-minutes": "last 15 minutes",
      "last-30-minutes": "last 30 minutes",
      "last-60-minutes": "last 60 minutes",
      today: "today, since midnight",
    },
    comingHour: "the coming hour",
    surgeWindows: "last 30, 60 or 120 minutes: those that speak most for a surge",
    only: "Only",
    restsOn: "On how many contacts",
    contacts: (count) => `${count} contacts`,
    contactOne: "1 contact",
    operatorsOnly: "none: it is a figure about operators",
    knownHours: "Hours that are over and known",
    hoursOf: (known, all) => `${known} of ${all}`,
    sources: "Sources and their age",
    heard: (name, age) => `${name}, heard ${age} ago`,
    neverHeard: (name) => `${name}, never heard`,
    readAt: "Read at",
    reading: "Being read.",
    failed: "The explanation has not come: the server does not answer.",
    missing: "At this moment the server does not have this figure.",
    close: "Close",
  },

  nowTitle: (house) => `${house} · Now`,
  nobodyWaits: "nobody waits",
  operatorsOnLine: "operators on line",
  notTold: "no source tells",
  inLastHour: (percent) => `last hour ${percent}`,
  usualUnknown: "the usual is not known yet",
  betweenShort: (low, high) => `between ${low} and ${high}`,
  filter: {
    title: "Filters",
    channel: "Channel",
    language: "Language",
    entry: "Entry",
    all: { channel: "all", language: "all", entry: "all" },
    clear: "Clear filters",
    unknown: (names) => `This house does not have the value asked for: ${names}. Everything is shown.`,
    wholeOnly: "The other figures are of the whole channel: by language and by entry they cannot be told.",
    bothParts: "Language and entry together cannot be told: each figure is of its own.",
    nothing: "No channel has this entry.",
  },
  byLanguage: (channel) => `${channel} by language`,
  byEntry: (channel) => `${channel} by entry`,
  desk: "Desk",
  desks: { open: "open", closed: "closed", "by-appointment": "by appointment" },
  cellName: (what, part) => `${what}, ${part}`,
  wholeChannel: "The whole channel",
  reasons: "Why",
  noReasons: "Nothing to report: every figure is as usual or within its target.",
  adviceTitle: "What to do",
  noAdvice: "Nothing to advise.",
  advice: {
    goal: (percent, _value, within) => `for ${percent} within ${within}`,
    missing: (channel, count, goal) => `${channel}: ${count} operators are missing ${goal}.`,
    missingOne: (channel, goal) => `${channel}: 1 operator is missing ${goal}.`,
    paused: (count) => `${count} are paused.`,
    pausedOne: "One is paused.",
    enough: (channel, onLine, needed) =>
      `${channel}: there are enough operators: ${onLine} on line, ${needed} needed.`,
    unknown: (channel, needed) => `${channel}: ${needed} needed; no source tells how many are on line.`,
    closedDesk: (channel, language, count) =>
      `${channel}: ${count} wait in ${language}, and its desk is not open at this hour.`,
    closedDeskOne: (channel, language, count) =>
      `${channel}: ${count} waits in ${language}, and its desk is not open at this hour.`,
    nobodyFree: (channel) =>
      `${channel}: somebody has waited long and no operator is free. More are needed on line.`,
    checkSource: (name, time) => `Check ${name}: its figures have not changed since ${time}.`,
  },

  todayTitle: (house, date) => (date ? `${house} · Today, ${date}` : `${house} · Today`),
  language: "Language",
  print: "Print",
  updated: (time) => `updated at ${time}`,
  zone: (name) => `hours of ${name}`,
  together: "Phone and chat together",

  callsSoFar: "calls so far",
  chatsSoFar: "chats so far",
  bothSoFar: "calls and chats so far",
  callsSince: (time) => `calls since ${time}`,
  chatsSince: (time) => `chats since ${time}`,
  bothSince: (time) => `calls and chats since ${time}`,
  usually: (count, low, high) => `usually ${count} (${low}–${high})`,
  foreseen: (count, low, high) => `expected ${count} (${low}–${high})`,
  foreseenBesideUsual: (foreseen, usual) => `${foreseen}, usually ${usual}`,
  byTime: (time, beside) => `at ${time} ${beside}`,
  timesValue: (times) => `${times}×`,
  timesLabel: (weekday) => `what is usual on a ${weekday} by now`,
  timesForeseen: (times, day) => `${times} times the expected (${day})`,
  timesRange: (low, high) => `four days in five between ${low} and ${high}`,
  lastHour: "in the last hour",
  ofMinutesSeen: (beside, minutes) =>
    `${beside}; ${minutes === "1" ? "1 minute of it was" : `${minutes} minutes of it were`} seen`,
  tooLittleSeen: "too little was seen",
  byMidnight: "expected by midnight",
  about: (count) => `≈ ${count}`,
  atLeast: (count) => `≥ ${count}`,
  between: (low, high) => `four times in five between ${low} and ${high}`,
  openEnd: "at least: the surge may still grow",
  needed: "operators needed",
  onLine: (count) => `${count} on line`,
  onLineMissing: (count, missing) => `${count} on line, ${missing} missing`,
  onLineUnknown: "how many are on line is not known",

  surge: "Surge",
  levels: { none: "none", elevated: "above usual", surge: "surge", extreme: "extreme surge" },
  level: (name) => `Level: ${name}.`,
  levelSince: (name, time) => `Level: ${name}, since ${time}.`,
  bound: (certainty, what, minutes, times) =>
    `With ${certainty} certainty the ${what} of the last ${minutes} minutes are at least ${times} times what is usual for this weekday and hour.`,
  boundForeseen: (certainty, what, minutes, times) =>
    `With ${certainty} certainty the ${what} of the last ${minutes} minutes are at least ${times} times what was expected of this day and hour.`,
  evidence: (count, expected, times) =>
    `${count} ${count === "1" ? "has" : "have"} come, ${expected} ${expected === "1" ? "was" : "were"} expected; the most likely ratio is ${times}.`,
  thresholdNone: (threshold) => `The first level begins when they are at least ${threshold} times.`,
  thresholdHeld: (threshold) =>
    `The level begins at ${threshold} times; now it is only held, and ends after half an hour clearly below.`,
  threshold: (threshold) => `The level begins at ${threshold} times.`,
  notJudged: "Too little was seen to judge.",

  silence: "Silence",
  silentSince: (time, expected) =>
    `None since ${time}, while usually ${expected} ${expected === "1" ? "comes" : "come"}: longer than chance explains. Check the line.`,

  projection: "Projection",
  meanError: (percent) =>
    `Mean error of projections made at this hour, over the last eight weeks: ${percent}.`,
  noError: "No day is over yet: how far projections are off is not known.",

  staffing: "Operators",
  reckoned: (volume, what, handle, patience) =>
    `Reckoned with ${volume} ${what} an hour, ${handle} for each of talk and wrap-up, and a patience of ${patience}.`,
  erlangA: (needed, target, within) =>
    `${needed} ${needed === "1" ? "is" : "are"} needed to reach the target: ${target} answered within ${within} (Erlang A).`,
  erlangC: (needed) => `Were nobody to give up waiting, ${needed} would be (Erlang C).`,
  reached: (percent, _value, onLine) => `With the ${onLine} on line it is ${percent}.`,
  assumed: (names) => `Assumed, because no source tells: ${names}.`,
  assumptions: {
    talk: "the length of a conversation",
    wrapUp: "the wrap-up",
    patience: "the patience",
    concurrency: "chats at the same time",
  },
  minutes: (count) => `${count} min`,
  seconds: (count) => `${count} s`,

  usual: "The usual",
  known: "It rests on the house's own weeks.",
  learning: (week, of) =>
    `Still learning: week ${week} of ${of}. Until then what is usual comes mostly from the profile it started with.`,
  seenSince: (time) => `The day was seen from ${time} on: only from then is counted, on both sides.`,
  unseen: (minutes) =>
    minutes === "1"
      ? "1 minute of today was not seen: it counts on neither side."
      : `${minutes} minutes of today were not seen: they count on neither side.`,
  newNormal: (date) => `Since ${date} every day has been a surge. Is it what is usual now?`,
  nothingUsual: "What is usual is not known: the profile to start with, or the first weeks, are missing.",

  chart: (what) => `${what}, total of the day`,
  chartNote: "Line: today. Band: the usual. Fan: the projection.",
  table: (what) => `${what}, hour by hour`,
  tableNote:
    "Totals at the end of each hour; usually: the range of four days in five. —: not seen, or not yet come.",
  columns: {
    hour: "Hour",
    day: "Day",
    arrived: "Arrived",
    total: "Total",
    usual: "Usually",
    range: "Range",
    projected: "Projected",
    projectedRange: "Between",
  },
  hours: (from, to) => `${from}–${to}`,
  soFarInHour: (count) => `${count} so far`,
  calls: "Calls",
  chats: "Chats",
};
