import * as fc from "fast-check";

import { everyCloudEvent, type Json, type JsonObject } from "./cloud-events.ts";

/** Where a mutation may strike: every object and list of an event, with a key of it. */
interface Spot {
  readonly holder: JsonObject | Json[];
  readonly key: string;
}

/** Written into the text of an event, so that the key becomes a property of its own and not the prototype. */
const NAMES = [
  "__proto__",
  "constructor",
  "toString",
  "hasOwnProperty",
  "callerNumber",
  "name",
  "DATA",
  "",
  "id",
  "language",
];

const strange: fc.Arbitrary<Json> = fc.oneof(
  fc.constantFrom<Json>(
    null,
    true,
    "",
    "1.0",
    "it",
    "q_it",
    "chat",
    "app",
    "pbx",
    "chats",
    "__proto__",
    "constructor",
  ),
  fc.constantFrom<Json>(0, -0, -1, 0.5, 1e21, 86_400, 86_400.5, 9_007_199_254_740_992, 10_001),
  fc.constantFrom<Json>(
    "contact.arrived",
    "source.resynced",
    "2026-02-30T00:00:00Z",
    "2026-11-25T10:00:00",
    "0001-01-01T00:00:00+23:59",
  ),
  fc.constantFrom<Json>("x".repeat(200), "x".repeat(201), "x".repeat(70_000), "\u0000", "\ud800"),
  fc.constantFrom<Json>([], {}, [[]], Array.from<Json>({ length: 1_001 }).fill(0)),
  fc.nat({ max: 2_000 }).map((depth) => nested(depth)),
  fc.jsonValue({ maxDepth: 3 }).map((value) => asJson(value)),
);

/** The text of one event, or of what somebody took for one: mutated in one to three places, or anything at all. */
export const hostileEventText: fc.Arbitrary<string> = fc.oneof(
  {
    weight: 9,
    arbitrary: fc
      .tuple(
        fc.nat({ max: everyCloudEvent().length - 1 }),
        fc.array(
          fc.tuple(fc.nat(), fc.constantFrom("set", "remove", "add"), strange, fc.constantFrom(...NAMES)),
          {
            minLength: 0,
            maxLength: 3,
          },
        ),
      )
      .map(([which, strokes]) => {
        const event = everyCloudEvent()[which] ?? {};
        // A copy each time: a value that stood in two places could come to hold itself.
        for (const [where, stroke, value, name] of strokes) mutate(event, where, stroke, asJson(value), name);
        return JSON.stringify(event);
      }),
  },
  { weight: 1, arbitrary: strange.map((value) => JSON.stringify(value)) },
);

function mutate(event: JsonObject, where: number, stroke: string, value: Json, name: string): void {
  const spots = spotsOf(event);
  const spot = spots[where % spots.length];
  if (!spot) return;
  const { holder, key } = spot;
  const target = stroke === "add" && !Array.isArray(holder) ? name : key;
  if (stroke === "remove") Reflect.deleteProperty(holder, target);
  else Object.defineProperty(holder, target, { value, enumerable: true, configurable: true, writable: true });
}

function spotsOf(root: JsonObject | Json[]): Spot[] {
  const spots: Spot[] = [];
  const holders = [root];
  for (let holder = holders.pop(); holder !== undefined; holder = holders.pop())
    for (const [key, value] of Object.entries(holder)) {
      spots.push({ holder, key });
      if (typeof value === "object" && value !== null) holders.push(value);
    }
  return spots;
}

function nested(depth: number): Json {
  let value: Json = "deep";
  for (let level = 0; level < depth; level += 1) value = level % 2 === 0 ? [value] : { data: value };
  return value;
}

const asJson = (value: unknown): Json => JSON.parse(JSON.stringify(value));
