/** Today against the usual, through the engine as it runs live: a quarter is remembered, days of it are played. */
import assert from "node:assert/strict";
import { describe, it } from "node:test";

import { createKnownDays } from "#domain/known-days.ts";
import { type EpochMs, hours, later } from "#domain/time.ts";
import { boardSnapshotSchema, trendSchema } from "#http/wire-schema.ts";

import { dayOfQuarter, outlookHouse, outlookRules } from "../support/outlook-house.ts";
import { calendar } from "../support/quarter-house.ts";
import { temporaryDirectory } from "../support/temporary-directory.ts";

const nov = (day: number, hour: number, minute = 1): EpochMs => calendar.at(2025, 11, day, hour, minute);
const withoutCalendar = {
  ...outlookRules,
  rules: {
    ...outlookRules.rules,
    knownDays: createKnownDays({ entries: [], holidaySpread: 0.2, isHoliday: () => false }),
  },
};

describe("25 November", () => {
  it("announces itself the day before, and at midnight becomes the day that is expected", async (t) => {
    const house = await outlookHouse(t, { directory: temporaryDirectory(t), from: nov(24, 23, 30) });
    await house.connect(dayOfQuarter);
    await house.liveUntil(nov(24, 23, 40));
    const eve = house.snapshot().announcement;
    assert.deepEqual([eve?.name["en"], eve?.when, eve?.lastTime], ["25 November", "tomorrow", null]);
    const atEve = house.phone().outlook.soFar;

    await house.liveUntil(nov(25, 0, 20));
    const { soFar, asOfMs } = house.phone().outlook;
    assert.equal(asOfMs, nov(25, 0, 15));
    assert.ok(soFar.expected > 1.2 * soFar.ordinary && soFar.expected < atEve.expected / 20);
    assert.equal(house.snapshot().announcement?.when, "today");
    assert.equal(house.snapshot().knownDay?.["it"], "25 novembre");
  });

  it("is expected, held against an ordinary Tuesday, and no surge", async (t) => {
    const house = await outlookHouse(t, { directory: temporaryDirectory(t), from: nov(25, 9, 0) });
    const { times: announced } = house.snapshot().announcement ?? {};
    assert.ok(announced && announced > 2.5 && announced < 2.8, `${announced} times, over all of the day`);
    await house.connect(dayOfQuarter);
    const levels = new Set<string>();
    await house.liveUntil(nov(25, 12), () => levels.add(house.phone().outlook.surge.level));
    const { outlook } = house.phone();
    boardSnapshotSchema.parse(house.snapshot());
    trendSchema.parse(house.engine.trend());
    assert.equal(outlook.asOfMs, nov(25, 12, 0));
    assert.equal(outlook.soFar.seenSinceMs, null);
    const times = outlook.soFar.count / outlook.soFar.ordinary;
    assert.ok(times > 1.8 && times < 3.2, `${times} times an ordinary Tuesday`);
    const { low, high, fan } = outlook.projection;
    assert.ok(low < 796 && 796 < high, `${low} to ${high} at midnight`);
    assert.equal(fan?.toMs, nov(26, 0, 0));
    assert.ok(!levels.has("surge"), "a day that was expected is no surge");
    assert.ok((outlook.staffing?.needed ?? 0) >= 5);
  });

  it("is a surge by half past ten where no calendar knows it, and says why in numbers", async (t) => {
    const house = await outlookHouse(t, {
      directory: temporaryDirectory(t),
      from: nov(25, 8, 0),
      outlook: withoutCalendar,
    });
    await house.connect(dayOfQuarter);
    await house.liveUntil(nov(25, 10, 31));
    const { outlook } = house.phone();
    assert.match(outlook.surge.level, /^(surge|extreme)$/);
    const { sinceMs, reason } = outlook.surge;
    assert.ok(reason !== null && sinceMs !== null && sinceMs <= nov(25, 10, 30));
    assert.ok(reason.lowerBound >= 1.6 && reason.count > reason.expected * reason.lowerBound);
    assert.equal(outlook.projection.isAtLeast, true);
    assert.equal(house.snapshot().announcement, null);
    assert.notEqual(house.snapshot().together?.surge.level, "none");
  });
});

describe("an ordinary day", () => {
  const from = nov(12, 8, 30);

  it("goes on after a restart as if nothing had been", async (t) => {
    const directory = temporaryDirectory(t);
    const before = await outlookHouse(t, { directory, from });
    await before.connect(dayOfQuarter);
    await before.liveUntil(nov(12, 10));
    const known = before.snapshot();
    await before.close();
    const after = await outlookHouse(t, { directory, from: nov(12, 10), remembers: false });
    const again = after.snapshot();
    assert.deepEqual(
      again.channels.map(({ outlook, gaps }) => ({ outlook, gaps })),
      known.channels.map(({ outlook, gaps }) => ({ outlook, gaps })),
    );
    assert.deepEqual(again.together, known.together);
  });

  it("with three hours without a source is neither a surge nor too quiet, and the gap is told", async (t) => {
    const house = await outlookHouse(t, { directory: temporaryDirectory(t), from });
    await house.connect(dayOfQuarter);
    await house.liveUntil(nov(12, 10));
    const ten = house.phone().outlook.soFar;
    await house.disconnect();
    const odd: string[] = [];
    const look = (): void => {
      const { outlook } = house.phone();
      if (outlook.surge.level !== "none" || outlook.tooQuiet !== null) odd.push(JSON.stringify(outlook));
    };
    await house.liveUntil(nov(12, 13), look);
    assert.equal(house.phone().outlook.soFar.expected, ten.expected);

    const lost = { from: nov(12, 10), to: nov(12, 13) };
    const isLost = ({ at }: { readonly at: EpochMs }): boolean => at >= lost.from && at < lost.to;
    await house.connect((day) => dayOfQuarter(day).filter((event) => !isLost(event)), lost.to);
    await house.liveUntil(nov(12, 15), look);
    assert.deepEqual(odd, []);
    assert.deepEqual(house.phone().gaps, [[10 * 12, 13 * 12]]);
    assert.equal(house.phone().outlook.soFar.unseenMs, hours(3));
    const [written] = house.ledger.readSteps({ from: nov(12, 0, 0), to: nov(12, 1) });
    assert.deepEqual([...(written?.known.slice(119, 157) ?? [])], [1, ...Array(36).fill(0), 1]);
  });

  it("is whole again when the source tells of the gap afterwards", async (t) => {
    const house = await outlookHouse(t, { directory: temporaryDirectory(t), from: nov(12, 8, 0) });
    await house.connect(dayOfQuarter);
    await house.liveUntil(nov(12, 9));
    await house.disconnect();
    await house.liveUntil(nov(12, 10));
    assert.notDeepEqual(house.phone().gaps, []);
    await house.connect(dayOfQuarter);
    await house.liveUntil(later(nov(12, 10), hours(1)));
    assert.deepEqual(house.phone().gaps, []);
    assert.equal(house.phone().outlook.soFar.unseenMs, 0);
  });
});

describe("a house without history", () => {
  it("is held against its baseline, and says in which week of learning it is", async (t) => {
    const house = await outlookHouse(t, {
      directory: temporaryDirectory(t),
      from: nov(12, 9, 0),
      remembers: false,
    });
    await house.connect(dayOfQuarter);
    await house.liveUntil(nov(12, 10));
    assert.deepEqual(house.phone().outlook.learning, { week: 1, of: 4 });
    assert.ok(house.phone().outlook.soFar.expected > 50);
  });

  it("has no usual where no baseline tells it", async (t) => {
    const house = await outlookHouse(t, {
      directory: temporaryDirectory(t),
      from: nov(12, 9, 0),
      remembers: false,
      outlook: { ...outlookRules, rules: { ...outlookRules.rules, priors: {} } },
    });
    await house.connect(dayOfQuarter);
    await house.liveUntil(nov(12, 10));
    assert.deepEqual(
      house.snapshot().channels.map(({ outlook }) => outlook),
      [null, null],
    );
    assert.equal(house.engine.trend().channels[0]?.usual, null);
  });
});
