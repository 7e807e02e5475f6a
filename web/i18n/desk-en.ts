import type { DeskWords } from "./desk-catalogue.ts";

export const deskEn: DeskWords = {
  places: "Pages",
  placeNames: { today: "Today", alerts: "Alerts", report: "Report" },
  placeFailed: "The page has not come: the server does not answer, or was updated.",
  tryAgain: "Try again",
  skip: "Skip to content",
  state: "State",
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
  timesValue: (times) => `${times}×`,
  timesLabel: (weekday) => `the usual of a ${weekday} by now`,
  timesForeseen: (times, day) => `${times} times the expected (${day})`,
  timesRange: (low, high) => `four days in five between ${low} and ${high}`,
  lastHour: "in the last hour",
  ofMinutesSeen: (beside, minutes) => `${beside}; ${minutes} minutes of it were seen`,
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
    `${count} have come, ${expected} were expected; the most likely ratio is ${times}.`,
  thresholdNone: (threshold) => `The first level begins when they are at least ${threshold} times.`,
  thresholdHeld: (threshold) =>
    `The level begins at ${threshold} times; now it is only held, and ends after half an hour clearly below.`,
  threshold: (threshold) => `The level begins at ${threshold} times.`,
  notJudged: "Too little was seen to judge.",

  silence: "Silence",
  silentSince: (time, expected) =>
    `None since ${time}, while usually ${expected} come: longer than chance explains. Check the line.`,

  projection: "Projection",
  meanError: (percent) =>
    `Mean error of projections made at this hour, over the last eight weeks: ${percent}.`,
  noError: "No day is over yet: how far projections are off is not known.",

  staffing: "Operators",
  reckoned: (volume, what, handle, patience) =>
    `Reckoned with ${volume} ${what} an hour, ${handle} for each of talk and wrap-up, and a patience of ${patience}.`,
  erlangA: (needed, target, within) =>
    `${needed} are needed to reach the target: ${target} answered within ${within} (Erlang A).`,
  erlangC: (needed) => `Were nobody to give up waiting, ${needed} would be (Erlang C).`,
  reached: (percent) => `With those on line now: ${percent}.`,
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
  unseen: (minutes) => `${minutes} minutes of today were not seen: they count on neither side.`,
  newNormal: (date) => `Since ${date} every day has been a surge. Is it what is usual now?`,
  nothingUsual: "What is usual is not known: the profile to start with, or the first weeks, are missing.",

  chart: (what) => `${what}, total of the day`,
  chartNote: "Line: today. Band: the usual. Fan: the projection.",
  table: (what) => `${what}, hour by hour`,
  tableNote:
    "Totals at the end of each hour; usually: the range of four days in five. —: not seen, or not yet come.",
  columns: {
    hour: "Hour",
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
