import type { historyIt } from "./history-it.ts";
import type { Translated } from "./translated.ts";

export const historyEn: Translated<typeof historyIt> = {
  windows: "Period",
  windowNames: { "24h": "last 24 hours", "7d": "7 days", "13w": "13 weeks" },
  historyTitle: (house, window) => `${house} · Trends, ${window}`,
  historyFailed: "The figures have not come: the server does not answer. They are asked for every minute.",
  nothingKnown: "Nothing is known of this period, which does not mean zero.",
  callsCame: (net) => (net === "1" ? "1 call." : `${net} calls.`),
  chatsCame: (net) => (net === "1" ? "1 chat." : `${net} chats.`),
  answeredOfQueued: (answered, queued, share) =>
    `${answered} answered of ${queued} that left the queue (${share}).`,
  hoursUnknown: (count) => `Hours of which nothing is known: ${count}.`,
  byHour: (what) => `${what} by hour of arrival`,
  byDay: (what) => `${what} by day of arrival`,
  unknownNote: "Hatched: not known, which does not mean zero.",
  parts: { answered: "answered", lost: "unanswered or abandoned", other: "never queued and other" },
  hourTable: (what) => `${what}, hour by hour`,
  dayTable: (what) => `${what}, day by day`,
  outcomes: {
    answered: "Answered",
    abandoned: "Abandoned",
    unanswered: "Unanswered",
    voicemail: "Voicemail",
    notQueued: "Not queued",
    undecided: "Other",
  },
  partKnown: (name, known, hours) => `${name} (${known} of ${hours} hours known)`,
  again: (hours) => `${hours} again`,
  outcomeTable: (what) => `${what} by outcome, hour by hour`,
  lastYear: "Last year",
  lastYearBasis: {
    weekday: (date) => `Last year: ${date}, the same weekday, 52 weeks before.`,
    date: (date) => `Last year: ${date}, the same date.`,
  },
  lastYearUnknown: (date) => `Of last year (${date}) nothing is known, which does not mean zero.`,
  heat: {
    caption: (what) => `${what} on average by weekday and hour, last 13 weeks`,
    when: (day, from, to) => `${day}, ${from}–${to}`,
    spoken: (when, mean, what, hours) => `${when}: ${mean} ${what} on average, over ${hours}.`,
    unknown: (when) => `${when}: no hour is known.`,
    hours: (count) => `${count} hours`,
    hourOne: "1 hour",
  },
};
