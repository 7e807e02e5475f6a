import assert from "node:assert/strict";
import { it } from "node:test";

import { runVirtualQueue } from "./virtual-queue.ts";

const call = (at: number, operators: number, patience = 1_000) => ({ at, operators, patience, handle: 100 });
const offeredTo = (...calls: readonly ReturnType<typeof call>[]) =>
  runVirtualQueue(calls).map(({ offered }) => offered);

it("offers the first free operator, in order of arrival", () =>
  assert.deepEqual(
    offeredTo(call(0, 2), call(10, 2), call(20, 2), call(30, 2), call(400, 2)),
    [0, 0, 80, 80, 0],
  ));

it("takes no time of an operator for who leaves before", () =>
  assert.deepEqual(offeredTo(call(0, 1), call(10, 1, 5), call(20, 1)), [0, 90, 80]));

it("follows the shifts: more people answer at once, fewer finish their conversations", () =>
  assert.deepEqual(offeredTo(call(0, 1), call(10, 2), call(20, 1), call(30, 1)), [0, 0, 90, 180]));
