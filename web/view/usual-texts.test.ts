import assert from "node:assert/strict";
import { describe, it } from "node:test";

import { house1522 } from "../../test/support/houses.ts";
import { speechFor } from "./speech.ts";
import { usualTexts } from "./usual-texts.ts";

const italian = speechFor(null, house1522);
const english = speechFor("en", house1522);

describe("what usually stands in the place of a number", () => {
  it("is told in whole people and in steps of time that people say", () => {
    const usual = { waiting: 0.6, inConversation: 2.4, waitOfMostMs: 51_000 };
    assert.deepEqual(usualTexts(usual, italian), {
      waiting: "di solito 1",
      longestWait: "di solito sotto 1:00",
      inConversation: "di solito 2",
    });
    assert.equal(usualTexts({ ...usual, waitOfMostMs: 31_000 }, english)?.longestWait, "usually below 0:40");
    assert.equal(usualTexts({ ...usual, waitOfMostMs: 61_000 }, english)?.longestWait, "usually below 2:00");
    assert.equal(usualTexts({ ...usual, waitOfMostMs: 0 }, english)?.longestWait, "usually below 0:10");
  });

  it("is not told where it is not known", () => {
    assert.equal(usualTexts(null, italian), null);
    const nobody = { waiting: 0, inConversation: 0, waitOfMostMs: null };
    assert.equal(usualTexts(nobody, italian)?.longestWait, "di solito nessuna");
  });
});
