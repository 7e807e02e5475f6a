import assert from "node:assert/strict";
import { it } from "node:test";

import { house1522 } from "../../test/support/houses.ts";
import { accessSpeechFor } from "./access-speech.ts";
import { deedText, resultText, targetText } from "./audit-words.ts";

const [italian, english] = [accessSpeechFor("it", house1522), accessSpeechFor("en", house1522)];

const TARGETS: readonly (readonly [deed: string, target: string, italian: string, english: string])[] = [
  ["alert.acknowledge", "understaffed/phone", "poche operatrici · Telefono", "too few operators · Phone"],
  ["alert.unacknowledge", "surge/together", "afflusso insolito · insieme", "unusual influx · together"],
  ["alert.acknowledge", "source-silent/pbx", "nessuna notizia · pbx", "nothing heard · pbx"],
  ["alert.acknowledge", "from-a-newer-server/x", "from-a-newer-server · x", "from-a-newer-server · x"],
  [
    "token.add",
    "source:partner (428eedac…, until 2027-11-28)",
    "source:partner (428eedac…, fino al 2027-11-28)",
    "source:partner (428eedac…, until 2027-11-28)",
  ],
  [
    "token.remove",
    "metrics (428eedac…, without an end)",
    "metrics (428eedac…, senza scadenza)",
    "metrics (428eedac…, without an end)",
  ],
  ["token.add", "of a newer server", "of a newer server", "of a newer server"],
  ["login", "supervisor", "supervisione", "supervisor"],
  ["screen.pair", "sala grande (a1)", "sala grande (a1)", "sala grande (a1)"],
];

for (const [deed, target, inItalian, inEnglish] of TARGETS)
  it(`says to what ${deed} was done: ${target}`, () => {
    assert.equal(targetText({ deed, target }, italian), inItalian);
    assert.equal(targetText({ deed, target }, english), inEnglish);
  });

it("says what was done and what came of it, and shows what it does not know as it is", () => {
  assert.equal(deedText("alert.acknowledge", italian), "avviso preso in carico");
  assert.equal(resultText("refused", italian), "rifiutato");
  assert.equal(deedText("moon.land", italian), "moon.land");
});
