/** From the files of a quarter to its report, once: `node start.ts DIRECTORY`. Prints what each step took. */
import { later, hours } from "#domain/time.ts";

import { openQuarterHouse, quarterOf } from "../../support/quarter-house.ts";

const { to } = quarterOf("1522");
const [directory = ""] = process.argv.slice(2);
const begin = performance.now();
const house = openQuarterHouse(directory, later(to, hours(30)));
const rebuilt = performance.now();
const answer = house.reports.report("2025-09-01", "2025-11-30");
const reported = performance.now();
house.reports.report("2025-09-01", "2025-11-30");
const again = performance.now();
console.log(
  JSON.stringify({
    rebuildMs: rebuilt - begin,
    firstReportMs: reported - rebuilt,
    reportMs: again - reported,
    arrived: answer.ok ? answer.report.channels[0]?.counts.arrived : null,
  }),
);
process.exit();
