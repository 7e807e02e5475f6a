import type { KnownDay } from "#domain/known-days.ts";

/** 25 November as the calendar of 1522 tells it: 1.3 times an ordinary night, then 2.9 times an ordinary day. */
export const NOVEMBER_25: KnownDay = {
  id: "november-25",
  label: { it: "25 novembre", en: "25 November" },
  on: { type: "yearly", month: 11, day: 25 },
  blocks: [
    { from: 0, to: 8, times: { phone: 1.3, chat: 1.3 } },
    { from: 8, to: 24, times: { phone: 2.9, chat: 2.9 } },
  ],
  spread: 0.3,
};
