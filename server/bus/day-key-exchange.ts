/** Hands the keys of days from node to node. */
import { z } from "zod";

import type { SharedDayKeys } from "#engine/shared-day-keys.ts";
import type { SharedState } from "#engine/shared-state.ts";

import { digestOf, type Exchange, type ExchangeOptions, startExchange } from "./exchange.ts";

const keysByDay = z.record(z.string(), z.array(z.base64()));

export interface DayKeyExchangeOptions extends Omit<ExchangeOptions, "state" | "what"> {
  readonly keys: SharedDayKeys;
}

export const exchangeDayKeys = ({ keys, ...options }: DayKeyExchangeOptions): Exchange =>
  startExchange({
    ...options,
    state: stateOf(keys),
    what: "keys of days",
    isEmpty: () => keys.held().size === 0,
  });

const stateOf = (keys: SharedDayKeys): SharedState => ({
  digest: () => digestOf(textsOf(keys)),
  told: () => [JSON.stringify(Object.fromEntries(textsOf(keys)))],
  take(part) {
    let news = 0;
    for (const [day, list] of Object.entries(keysByDay.parse(JSON.parse(part))))
      for (const key of list) if (keys.learn(day, Buffer.from(key, "base64"))) news += 1;
    return news;
  },
  // The key of a day is there half a day before it is used: the next question is early enough.
  onChange: () => () => undefined,
});

/** By day, in the order of the days. */
const textsOf = (keys: SharedDayKeys): readonly (readonly [string, readonly string[]])[] =>
  [...keys.held()]
    .map(([day, list]) => [day, list.map((key) => Buffer.from(key).toString("base64"))] as const)
    .toSorted(([a], [b]) => (a < b ? -1 : 1));
