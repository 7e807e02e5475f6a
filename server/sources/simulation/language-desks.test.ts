import assert from "node:assert/strict";
import { it } from "node:test";

import { loadConfig } from "#config/load-config.ts";
import { createCalendar } from "#domain/calendar.ts";

import { languageMenu } from "./language-desks.ts";
import { createRandom } from "./random.ts";

const rome = createCalendar("Europe/Rome");

it("sends nobody to a desk that is closed for a holiday", () => {
  const config = loadConfig("config/vedetta.example.yaml");
  const languages = config.languages.map((one) => ({ ...one, onHolidays: "closed" as const }));
  const house = { ...config, languages, isHoliday: (day: string) => day === "2026-12-08" };
  const menu = languageMenu({ house, channel: "phone", shares: { en: 0.1 }, calendar: rome });
  const random = createRandom("holiday");
  assert.equal(menu(rome.at(2026, 12, 8, 11, 0), random), undefined);
  assert.notEqual(menu(rome.at(2026, 12, 9, 11, 0), random), undefined);
});
