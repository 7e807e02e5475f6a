import { isUtf8 } from "node:buffer";

import { ProblemError } from "#wire/problem.ts";

import { MAX_EVENTS, MAX_EVENT_BYTES } from "./limits.ts";

/** Stands for a line of NDJSON that is no JSON; its neighbours are read all the same. */
export const NOT_JSON = Symbol("not JSON");

/** How the events of a body are written down. */
type Framing = "one" | "many" | "one-or-many" | "lines";

const FRAMINGS: Readonly<Record<string, Framing>> = {
  "application/cloudevents+json": "one",
  "application/cloudevents-batch+json": "many",
  "application/json": "one-or-many",
  "application/x-ndjson": "lines",
};

export const MEDIA_TYPES = Object.keys(FRAMINGS);

/** The items of a body, in order, each still to be decoded. Throws `ProblemError` when the body as a whole is wrong. */
export function readBody(contentType: string, body: Buffer): readonly unknown[] {
  const framing = framingOf(contentType);
  if (!isUtf8(body)) throw new ProblemError("malformed-json", { detail: "The body is not UTF-8." });
  const text = body.toString("utf8");
  const items = framing === "lines" ? readLines(text) : readDocument(text, framing, body.length);
  if (items.length > MAX_EVENTS)
    throw new ProblemError("too-large", { detail: `A request holds at most ${MAX_EVENTS} events.` });
  return items;
}

function framingOf(contentType: string): Framing {
  const [mediaType = "", ...parameters] = contentType
    .toLowerCase()
    .split(";")
    .map((part) => part.trim());
  const framing = Object.hasOwn(FRAMINGS, mediaType) ? FRAMINGS[mediaType] : undefined;
  const utf8 = parameters.every((parameter) => !/^charset=(?!"?utf-8"?$)/.test(parameter));
  if (framing === undefined || !utf8)
    throw new ProblemError("unsupported-media-type", { detail: `Use ${MEDIA_TYPES.join(", ")}, in UTF-8.` });
  return framing;
}

function readDocument(text: string, framing: Framing, bytes: number): readonly unknown[] {
  const value = parse(text);
  if (value === NOT_JSON) throw new ProblemError("malformed-json");
  const isList = Array.isArray(value);
  if (framing === "many" && !isList)
    throw new ProblemError("malformed-json", { detail: "A batch is a JSON array." });
  if (isList && framing !== "one") return value;
  if (bytes > MAX_EVENT_BYTES)
    throw new ProblemError("too-large", { detail: `An event has at most ${MAX_EVENT_BYTES} bytes.` });
  return [value];
}

/** One JSON text a line; lines of blanks only are left out and not counted. */
function readLines(text: string): readonly unknown[] {
  const items: unknown[] = [];
  for (let start = 0; start < text.length && items.length <= MAX_EVENTS;) {
    const newline = text.indexOf("\n", start);
    const end = newline === -1 ? text.length : newline;
    const line = text.slice(start, end);
    if (line.trim() !== "") items.push(parse(line));
    start = end + 1;
  }
  return items;
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return NOT_JSON;
  }
}
