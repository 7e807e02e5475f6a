import { styleText } from "node:util";

import { row } from "./import-summary.ts";
import type { LinePlace, RefusedKind, RefusedLines } from "./refused-lines.ts";

/** What the reasons of queue_log mean; those of events are in `docs/errors.md`. */
const MEANINGS: Readonly<Record<string, string>> = {
  "malformed-queue-log-row": "no row of queue_log, or not a whole one",
  "end-without-beginning": "of a call whose beginning is not in the files",
  "queue-not-configured": "of a queue that the source does not name",
  "too-late": "more than 24 h older than what was read before",
  "in-the-future": "later than now",
};

/** How many lines there were, and which were left out and why. Places, never what stood there. */
export function refusalSummary(rows: number, copies: number, refused: RefusedLines): string[] {
  const parts = [
    `${rows.toLocaleString("en")} read`,
    ...(copies === 0 ? [] : [`${copies.toLocaleString("en")} of them copies`]),
    refused.count === 0
      ? "none refused"
      : styleText("yellow", `${refused.count.toLocaleString("en")} refused`),
  ];
  return [row("rows", parts.join(", ")), ...refused.kinds().flatMap(kindLines)];
}

function kindLines({ reason, count, places }: RefusedKind): string[] {
  const meaning = MEANINGS[reason] ?? "see docs/errors.md";
  const files = [...new Set(places.map(({ file }) => file))];
  const lines = files.map((file) => {
    const here = places.filter((place) => place.file === file).map(placeText);
    return `  ${here.length === 1 ? "line" : "lines"} ${here.join(", ")} of ${file}`;
  });
  if (count > places.length) lines.push(`  and ${(count - places.length).toLocaleString("en")} more`);
  const what = `${styleText("bold", reason)}  ${count.toLocaleString("en")}  ${styleText("dim", meaning)}`;
  return [what, ...lines].map((line) => row("", line));
}

const placeText = ({ line, path }: LinePlace): string => `${line}${path === undefined ? "" : ` (${path})`}`;
