import assert from "node:assert/strict";
import { describe, it } from "node:test";

import { many } from "../../test/support/alert-boards.ts";
import { decodeSettings, isDue, isQuiet, loudAlarms, remembered, SILENT } from "./sound-rule.ts";

describe("the sound of the desk", () => {
  it("is for alarms that fire, that nobody has taken on and nobody silenced", () => {
    const alarms = loudAlarms(many.alerts);
    assert.ok(alarms.includes("nobody-answers/phone"), alarms.join());
    const taken = many.alerts.map((one) => ({ ...one, acknowledged: { by: "anna", atMs: 1 } }));
    assert.deepEqual(loudAlarms(taken), []);
    assert.deepEqual(loudAlarms(many.alerts.filter(({ severity }) => severity !== "alarm")), []);
  });

  it("comes at once for a new alarm, and once a minute while one goes on", () => {
    assert.equal(isDue([], null, 0), false);
    assert.equal(isDue(["a"], null, 0), true);
    const last = { atMs: 1_000, alarms: ["a"] };
    assert.equal(isDue(["a"], last, 60_999), false);
    assert.equal(isDue(["a"], last, 61_000), true);
    assert.equal(isDue(["a", "b"], last, 2_000), true);
    assert.equal(isDue(["b"], { atMs: 1_000, alarms: ["a", "b"] }, 2_000), false);
  });

  it("does not forget what sounded while nobody knows, only when there is no alarm any more", () => {
    const last = { atMs: 1_000, alarms: ["a"] };
    assert.equal(isDue(null, null, 0), false);
    assert.equal(remembered(null, last), last);
    assert.equal(isDue(["a"], remembered(null, last), 30_000), false);
    assert.equal(remembered([], last), null);
    assert.equal(remembered(["b"], last), last);
  });

  it("keeps quiet hours, over midnight too, up to but not at their end", () => {
    const night = { isOn: true, quietFrom: "22:00", quietTo: "06:30" };
    assert.deepEqual(
      ["21:59", "22:00", "03:00", "06:29", "06:30"].map((clock) => isQuiet(night, clock)),
      [false, true, true, true, false],
    );
    const noon = { isOn: true, quietFrom: "12:00", quietTo: "13:00" };
    assert.deepEqual(
      ["11:59", "12:00", "13:00"].map((clock) => isQuiet(noon, clock)),
      [false, true, false],
    );
    assert.equal(isQuiet(SILENT, "00:00"), false);
  });

  it("reads what was kept, and takes nothing else for settings", () => {
    const kept = { isOn: true, quietFrom: "22:00", quietTo: "06:30" };
    assert.deepEqual(decodeSettings(JSON.stringify(kept)), kept);
    for (const text of [null, "", "[", "7", "null", '{"isOn":"yes","quietFrom":"25:00","quietTo":7}'])
      assert.deepEqual(decodeSettings(text), SILENT);
  });
});
