import assert from "node:assert/strict";
import { it } from "node:test";

import { houseRulesOf } from "./house-rules.ts";
import { loadConfig } from "./load-config.ts";

const isHoliday = (day: string): boolean => day === "2026-12-08";

it("closes on holidays only the desks that say so", () => {
  const { languages } = houseRulesOf(loadConfig("test/fixtures/config/good-second-house.yaml"), isHoliday);
  const closed = languages.filter(({ timetable }) => timetable.closedOn?.("2026-12-08") === true);
  assert.deepEqual(
    closed.map(({ language }) => language),
    ["pt"],
  );
  const onOtherDays = languages.filter(({ timetable }) => timetable.closedOn?.("2026-12-09") === true);
  assert.deepEqual(onOtherDays, []);
});
