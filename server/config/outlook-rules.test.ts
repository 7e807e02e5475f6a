import assert from "node:assert/strict";
import { writeFileSync } from "node:fs";
import path from "node:path";
import { it } from "node:test";

import { temporaryDirectory } from "../../test/support/temporary-directory.ts";
import { ConfigError } from "./fault.ts";
import { loadConfig } from "./load-config.ts";
import { outlookRulesOf } from "./outlook-rules.ts";

const config = loadConfig("config/vedetta.example.yaml");

it("tells the faults of the baseline and of the calendar together, each with its file", (t) => {
  const root = temporaryDirectory(t);
  writeFileSync(path.join(root, "baseline.json"), "{}");
  writeFileSync(path.join(root, "calendar.yaml"), "holidays: {}\n");
  const usual = { baselineFile: "baseline.json", calendarFile: "calendar.yaml" };
  assert.throws(
    () => outlookRulesOf({ ...config, usual }, { root, isHoliday: () => false }),
    (error) => {
      assert.ok(error instanceof ConfigError);
      const files = [error, ...error.others].map(({ file, faults }) => [
        path.basename(file),
        faults.length > 0,
      ]);
      assert.deepEqual(files, [
        ["baseline.json", true],
        ["calendar.yaml", true],
      ]);
      assert.match(error.message, /baseline\.json: [^]*calendar\.yaml: 1 fault\n {2}holidays \(line 1\)/);
      return true;
    },
  );
});
