import type { Figures } from "../figures.ts";
import type { Words } from "./words.ts";

const contacts = { phone: "calls", chat: "chats", both: "calls and chats" } as const;

export const en: Words = {
  severity: { info: "Notice", watch: "Warning", alarm: "Alarm" },
  cause: {
    fired: "",
    escalated: "getting worse",
    repeated: "still going on",
    acknowledged: "taken on",
    test: "test",
  },
  resolved: "Resolved",
  title: {
    "rate-falls": "answer rate falls",
    understaffed: "too few operators",
    "nobody-answers": "nobody answers",
    surge: "unusual influx",
    "known-day": "a known day",
    "source-silent": "nothing heard",
    "too-quiet": "too quiet",
    undelivered: "alerts not delivered",
  },
  channel: { phone: "Phone", chat: "Chat", both: "Phone and chat" },
  simulated: "[SIMULATION]",
  simulatedNote: "Invented figures: this is a simulation.",
  acknowledged: "somebody has taken it on",
  delayed: "Late: the alert that told of its beginning had not been delivered.",
  writtenAt: (time) => `Late: so it was on ${time}.`,
  test: "This is a test: if you read it, alerts arrive.",

  sentence(reason, figures) {
    switch (reason.kind) {
      case "rate-falls": {
        const { channel, thresholdMs, value, n, target, windowMs } = reason;
        const within = thresholdMs === null ? "" : ` ${en.within(figures.duration(thresholdMs))}`;
        const window = inTheLast(windowMs, figures);
        const share = figures.share(value, n);
        const goal = `(target ${figures.percent(target)})`;
        return share === null
          ? `${en.channel[channel]}: answers${within} fell ${window} ${goal}.`
          : `${en.channel[channel]}: ${share} of ${figures.count(n)} ${contacts[channel]} answered${within} ${window} ${goal}.`;
      }
      case "understaffed": {
        const { channel, onLine, needed } = reason;
        const people =
          onLine === 0
            ? "no operator"
            : `${figures.number(onLine)} ${onLine === 1 ? "operator" : "operators"}`;
        return `${en.channel[channel]}: ${people} on line, ${figures.number(needed)} needed.`;
      }
      case "nobody-answers": {
        const { channel, lostInARow, sinceMs } = reason;
        const what =
          lostInARow === 0
            ? "somebody waits and no operator is there"
            : `${figures.count(lostInARow)} ${contacts[channel]} lost in a row`;
        return `${en.channel[channel]}: ${what}, since ${figures.time(sinceMs)}.`;
      }
      case "surge": {
        const channel = reason.channel ?? "both";
        return `${en.channel[channel]}: ${figures.number(reason.ratio)} times the usual ${inTheLast(reason.windowMs, figures)}.`;
      }
      case "known-day": {
        const name = reason.name["en"] ?? Object.values(reason.name)[0] ?? "";
        const last = reason.lastTime
          ?.map(({ channel, count }) => `${figures.count(count)} ${contacts[channel]}`)
          .join(" and ");
        const day = reason.when === "tomorrow" ? "Tomorrow" : "Today";
        const before = last ? ` Last time: ${last}.` : "";
        return `${day}: ${name}, usually ${figures.number(reason.times)} times an ordinary day.${before}`;
      }
      case "source-silent":
        return reason.sinceMs === null
          ? `Nothing heard from ${reason.source} so far.`
          : `Nothing heard from ${reason.source} since ${figures.time(reason.sinceMs)}.`;
      case "too-quiet":
        return `${en.channel[reason.channel]}: nobody since ${figures.time(reason.sinceMs)}; usually it would be ${figures.number(reason.expected)}.`;
      case "undelivered":
        return reason.givenUp > 0
          ? `${reason.receiver} takes no alerts since ${figures.time(reason.sinceMs)} (${figures.number(reason.givenUp)} given up).`
          : `Alerts wait for ${reason.receiver} since ${figures.time(reason.sinceMs)} (${figures.number(reason.waiting)} in line).`;
    }
  },
  within: (length) => `within ${length}`,
  span: (from, to, length) => `${from} – ${to} (${length})`,
};

const HOUR_MS = 3_600_000;

const inTheLast = (windowMs: number, figures: Figures): string =>
  windowMs === HOUR_MS ? "in the last hour" : `in the last ${figures.duration(windowMs)}`;
