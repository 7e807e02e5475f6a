import assert from "node:assert/strict";
import { describe, it } from "node:test";

import { type DurationMs, epochMs, ms, seconds } from "#domain/time.ts";

import { manualClock } from "../../test/support/manual-clock.ts";
import { Publisher } from "./publisher.ts";

function publishing(speed = 1) {
  const clock = manualClock();
  const house = { waiting: 0 };
  const published: { readonly after: number; readonly revision: number }[] = [];
  const started = clock.now();
  const publisher = new Publisher({
    clock,
    speed,
    take: () => ({
      asOfMs: clock.now(),
      dayStartMs: house.waiting,
      dayEndMs: 0,
      channels: [],
      sources: [],
      together: null,
      knownDay: null,
      announcement: null,
      alerts: [],
      bus: null,
    }),
  });
  publisher.onSnapshot((snapshot) =>
    published.push({ after: clock.now() - started, revision: snapshot.revision }),
  );
  const change = (): void => {
    house.waiting += 1;
    publisher.changed();
  };
  return { clock, publisher, published, change, house };
}

describe("publishing", () => {
  it("sends the first change after a quiet moment at once and later ones every 250 ms, the latest only", () => {
    const { clock, published, change } = publishing();
    change();
    for (let i = 0; i < 10; i += 1) {
      clock.advance(ms(40));
      change();
    }
    clock.advance(seconds(1));
    assert.deepEqual(published, [
      { after: 0, revision: 2 },
      { after: 250, revision: 3 },
      { after: 500, revision: 4 },
    ]);
  });

  it("sends nothing when nothing changed", () => {
    const { clock, publisher: one, published } = publishing();
    one.start();
    one.changed();
    clock.advance(seconds(60));
    assert.deepEqual(published, []);
    one.close();
    assert.equal(clock.pending(), 0);
  });

  it("notices within a second what time alone changes", () => {
    const { clock, publisher: one, published, house } = publishing();
    one.start();
    clock.advance(seconds(3));
    house.waiting = 7;
    clock.advance(seconds(1));
    assert.deepEqual(published, [{ after: 4_000, revision: 2 }]);
    one.close();
  });

  it("does not wait longer because the machine's clock was set back an hour", () => {
    let step = 0;
    const clock = manualClock();
    const stepped = {
      now: () => epochMs(clock.now() + step),
      after: (delay: DurationMs, task: () => void) => clock.after(delay, task),
    };
    let waiting = 0;
    const revisions: number[] = [];
    const one = new Publisher({
      clock: stepped,
      speed: 1,
      take: () => ({
        asOfMs: 0,
        dayStartMs: waiting,
        dayEndMs: 0,
        channels: [],
        sources: [],
        together: null,
        knownDay: null,
        announcement: null,
        alerts: [],
        bus: null,
      }),
    });
    one.onSnapshot(({ revision }) => revisions.push(revision));
    for (step of [0, -3_600_000]) {
      waiting += 1;
      one.changed();
    }
    clock.advance(ms(250));
    assert.deepEqual(revisions, [2, 3]);
    one.close();
  });

  it("keeps its pace in real time while a simulation runs faster than life", () => {
    const { clock, published, change } = publishing(60);
    change();
    clock.advance(ms(100));
    change();
    clock.advance(seconds(20));
    assert.deepEqual(
      published.map(({ after }) => after),
      [0, 250 * 60],
    );
  });

  it("tells nobody any more after an unsubscribe", () => {
    const { publisher: one, change } = publishing();
    let told = 0;
    const unsubscribe = one.onSnapshot(() => (told += 1));
    change();
    unsubscribe();
    change();
    assert.equal(told, 1);
  });
});
