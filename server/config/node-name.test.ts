import assert from "node:assert/strict";
import { describe, it } from "node:test";

import { nodeNameFaults, nodeNameOf } from "./node-name.ts";

describe("the name of a node", () => {
  it("is that of the configuration", () => {
    assert.equal(nodeNameOf({ node: "left" }, "machine"), "left");
  });

  for (const [machine, name] of [
    ["wall-1", "wall-1"],
    ["Sala.Example.org", "sala"],
    ["desk#2", "desk-2"],
  ] as const)
    it(`is ${name} on the machine ${machine}`, () => {
      assert.equal(nodeNameOf({}, machine), name);
      assert.deepEqual(nodeNameFaults({}, machine), []);
    });

  for (const machine of ["localhost", "localhost.localdomain", ""])
    it(`must be given on a machine that is called ${JSON.stringify(machine)}`, () => {
      assert.match(nodeNameFaults({}, machine)[0]?.message ?? "", /VEDETTA_NODE/);
      assert.deepEqual(nodeNameFaults({ node: "left" }, machine), []);
    });
});
