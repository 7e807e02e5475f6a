import type { BoardSnapshot } from "#wire/board-snapshot.ts";

import { presentOf } from "../../web/view/present.ts";
import { sentenceOf } from "../../web/view/sentence.ts";
import { speechFor } from "../../web/view/speech.ts";
import { heartbeat } from "./board-frames.ts";
import { house1522 } from "./houses.ts";

const italian = speechFor(null, house1522);

/** What the wall's first line says of a board. */
export function say(snapshot: BoardSnapshot, { speech = italian, ages = {}, laterMs = 0 } = {}) {
  const beat = { ...heartbeat(house1522, snapshot.asOfMs + laterMs, ages), build: "b" };
  const present = presentOf({ snapshot, heartbeat: beat, heartbeatAtMs: 0, frameAtMs: 0 }, house1522, 0);
  const { text, mood } = sentenceOf(present, house1522, snapshot, speech);
  return { text: text.replaceAll("\u00A0", " "), mood };
}
