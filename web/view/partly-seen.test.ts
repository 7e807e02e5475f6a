import assert from "node:assert/strict";
import { describe, it } from "node:test";

import { house1522 } from "../../test/support/houses.ts";
import { greatDay } from "../../test/support/usual-boards.ts";
import { speechFor } from "./speech.ts";
import { trendView } from "./trend-view.ts";

const [phone] = greatDay.channels;

/** A day of 286 calls, 96 of which came while every source was in touch. */
function viewIn(locale: string | null, seenSinceMs: number | null) {
  assert.ok(phone?.outlook);
  const { soFar } = phone.outlook;
  const partly = { ...soFar, count: 96, counted: 286, ordinary: 40, unseenMs: 3_600_000, seenSinceMs };
  return trendView(
    { ...phone, outlook: { ...phone.outlook, soFar: partly } },
    { level: "live" },
    greatDay.asOfMs,
    speechFor(locale, house1522),
  );
}

const captionOf = ({ wordings: [first] }: ReturnType<typeof viewIn>) =>
  first?.map((runs) => runs.map(({ text }) => text).join("")).join(" · ");

describe("the line of a day that was not seen whole", () => {
  it("holds against the usual only what came while every source was in touch", () => {
    assert.match(
      captionOf(viewIn(null, null)) ?? "",
      /^Chiamate oggi 286 · con tutte le fonti 96, di solito 40 · /,
    );
    assert.match(viewIn("en", null).spoken, /: 286 at 10:42; with all sources 96, usually 40; /);
  });

  it("counts from when on it was seen", () => {
    const since = viewIn(null, Date.parse("2026-11-25T09:30:00+01:00"));
    assert.match(captionOf(since) ?? "", /^Chiamate dalle 09:30 96 · di solito 40 · /);
    assert.match(since.spoken, /^Chiamate dalle 09:30: 96; .*di solito a quest’ora 40; /);
  });
});
