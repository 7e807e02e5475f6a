/** What is counted with less than everything: no markers, no manager interface, restarts of ours, rows that come late. */
import assert from "node:assert/strict";
import { describe, it } from "node:test";

import fc from "fast-check";

import { ms, seconds } from "#domain/time.ts";

import { interleaved, messagesOf, reduced, rowsOf, type Step } from "../support/asterisk-replay.ts";
import { DRIVE_TRUTH, SCENARIO_TRUTH, truthOf } from "../support/asterisk-truths.ts";

const DAYS = [
  { name: "scenario.wallfilter.raw.txt", log: "scenario.queue_log.txt", truth: SCENARIO_TRUTH },
  { name: "drive-seed1.raw.txt", log: "drive-seed1.queue_log.txt", truth: DRIVE_TRUTH },
];
/** Set by the dialplan and copied into events: no part of a PBX without markers. */
const UNMARKED: readonly Step[] = messagesOf(
  "scenario.wallboard.raw.txt",
  ({ name }) => name !== "UserEvent",
);

/** Waits by whole seconds may be off by one in a hundred calls. */
function withoutWaits(told: ReturnType<typeof truthOf>) {
  const { waitSeconds: _sum, longestWaitSeconds: _longest, ...counts } = told;
  return counts;
}

describe("queue_log alone", () => {
  for (const { log, truth } of DAYS)
    it(`gives the truth, for it has markers too: ${log}`, () => {
      const told = truthOf(reduced(rowsOf(log)).events);
      assert.deepEqual(told, { ...truth, waitSeconds: told.waitSeconds });
      assert.ok(Math.abs(told.waitSeconds - truth.waitSeconds) <= 1, "whole seconds");
    });
});

describe("both at once", () => {
  for (const { name, log, truth } of DAYS)
    for (const lag of [ms(0), seconds(1), seconds(5), seconds(60)])
      it(`count nothing twice when rows come ${lag / 1_000} s late: ${name}`, () => {
        const told = truthOf(reduced(interleaved(messagesOf(name), rowsOf(log), lag)).events);
        assert.deepEqual(withoutWaits(told), withoutWaits(truth));
        assert.ok(Math.abs(told.waitSeconds - truth.waitSeconds) <= 1, "whole seconds");
      });
});

describe("a restart of ours", () => {
  for (const { name, truth } of DAYS)
    it(`loses and doubles nothing, at whatever event it comes: ${name}`, () => {
      const steps = messagesOf(name);
      for (let cut = 1; cut < steps.length; cut += 7) {
        const before = reduced(steps.slice(0, cut), {}, ms(0));
        const after = reduced(steps.slice(cut));
        const told = truthOf([...before.events, ...after.events]);
        assert.deepEqual(withoutWaits(told), withoutWaits(truth), `cut at ${cut}`);
      }
    });
});

describe("without markers", () => {
  it("counts arrivals in the contexts that are named, and tells who hung up by the request to", () => {
    const told = truthOf(reduced(UNMARKED, { arrivalContexts: ["from-trunk"] }).events);
    assert.deepEqual(told, {
      ...SCENARIO_TRUTH,
      // A full and a closed queue refused two calls, and no event of a queue exists.
      closedInWelcome: SCENARIO_TRUTH.closedInWelcome + 2,
      queued: SCENARIO_TRUTH.queued - 2,
      unanswered: SCENARIO_TRUTH.unanswered - 2,
      outbound: {},
    });
  });

  it("counts calls from their queue on where no context is named", () => {
    const told = truthOf(reduced(UNMARKED).events);
    assert.deepEqual(
      [told.arrived, told.queued, told.answered, told.abandoned, told.unanswered, told.voicemail],
      [26, 26, 17, 4, 3, 2],
    );
  });

  it("does not read markers that are switched off", () => {
    const marked = messagesOf("scenario.wallboard.raw.txt");
    assert.deepEqual(
      truthOf(reduced(marked, { markers: "no", arrivalContexts: ["from-trunk"] }).events),
      truthOf(reduced(UNMARKED, { arrivalContexts: ["from-trunk"] }).events),
    );
  });

  it("without events of channels either, nobody answered is all that can be said", () => {
    const told = truthOf(
      reduced(messagesOf("scenario.wallfilter.raw.txt", ({ name }) => name !== "UserEvent")).events,
    );
    assert.deepEqual(
      [told.arrived, told.answered, told.abandoned, told.unanswered, told.voicemail],
      [26, 17, 0, 7, 2],
    );
  });

  it("queue_log tells the abandoned from the rest", () => {
    const messages = messagesOf("scenario.wallfilter.raw.txt", ({ name }) => name !== "UserEvent");
    const rows = rowsOf("scenario.queue_log.txt").filter(
      (step) => !("row" in step && step.row.type === "call" && step.row.fact.type === "finished"),
    );
    const told = truthOf(reduced(interleaved(messages, rows)).events);
    assert.deepEqual(
      [told.arrived, told.answered, told.abandoned, told.unanswered, told.voicemail],
      [26, 17, 4, 3, 2],
    );
  });
});

describe("a queue that is not configured", () => {
  const queues = { q_it: "q_it", q_en: "q_en", q_fr: "q_fr", q_es: "q_es", q_ar: "q_ar", q_de: "q_de" };

  it("is not counted: its calls end in the welcome as far as the helpline goes", () => {
    const told = truthOf(reduced(messagesOf("scenario.wallfilter.raw.txt"), { queues }).events);
    assert.deepEqual(
      [told.arrived, told.queued, told.answered, told.closedInWelcome],
      [
        SCENARIO_TRUTH.arrived,
        SCENARIO_TRUTH.queued - 4,
        SCENARIO_TRUTH.answered - 4,
        SCENARIO_TRUTH.closedInWelcome + 4,
      ],
    );
  });

  it("says nothing of calls without markers", () => {
    const told = truthOf(reduced(UNMARKED, { queues }).events);
    assert.deepEqual([told.arrived, told.queued, told.answered], [22, 22, 13]);
  });
});

describe("loss, doubling and disorder", () => {
  const steps = messagesOf("scenario.wallfilter.raw.txt");

  it("never make a contact of nothing, nor break the sums", () => {
    const order = fc.array(fc.nat({ max: steps.length - 1 }), { minLength: 50, maxLength: 2 * steps.length });
    fc.assert(
      fc.property(order, (indices) => {
        const told = truthOf(reduced(indices.flatMap((index) => steps[index] ?? [])).events);
        assert.ok(told.arrived <= SCENARIO_TRUTH.arrived);
        assert.equal(
          told.arrived,
          told.blacklisted +
            told.closedInWelcome +
            told.interruptedBeforeQueue +
            told.inWelcomeNow +
            told.queued,
        );
        assert.equal(
          told.queued,
          told.answered +
            told.abandoned +
            told.unanswered +
            told.voicemail +
            told.interruptedWaiting +
            told.waitingNow,
        );
      }),
      { numRuns: 15 },
    );
  });

  it("change nothing when everything comes twice", () => {
    assert.deepEqual(truthOf(reduced(steps.flatMap((step) => [step, step])).events), SCENARIO_TRUTH);
  });
});

describe("personal data", () => {
  it("is in no event, whatever the PBX sends", () => {
    const { events } = reduced([
      ...messagesOf("scenario.wallboard.raw.txt"),
      ...rowsOf("scenario.queue_log.txt"),
    ]);
    assert.doesNotMatch(JSON.stringify(events), /02999|PJSIP|Anna|Bruno|Carla|Giulia|break|lunch/);
  });
});
