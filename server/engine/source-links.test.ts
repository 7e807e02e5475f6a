import assert from "node:assert/strict";
import { describe, it } from "node:test";

import { epochMs } from "#domain/time.ts";

import { SourceLinks } from "./source-links.ts";

const at = (second: number) => epochMs(1_795_600_000_000 + second * 1_000);

describe("how a source stands, by what this node and others were told", () => {
  it("is as old as it was heard last, by whichever node, and not as young as the news of it", () => {
    const links = new SourceLinks(["pbx"]);
    assert.equal(links.heardElsewhere("pbx", "live", at(100)), true);
    assert.deepEqual(links.ages(at(400), 1), [{ source: "pbx", ageMs: 300_000 }]);
    links.beat("pbx", at(390));
    links.heardElsewhere("pbx", "live", at(200));
    assert.deepEqual(links.ages(at(400), 1), [{ source: "pbx", ageMs: 10_000 }]);
  });

  it("is lost when the node that heard it last says so, and not because another never heard it", () => {
    const links = new SourceLinks(["pbx"]);
    const state = () => links.snapshot()[0]?.link;
    links.heardElsewhere("pbx", "live", at(100));
    links.set("pbx", "connecting");
    assert.equal(state(), "live");
    assert.equal(links.heardElsewhere("pbx", "lost", at(100)), true);
    assert.equal(state(), "lost");
    // What was on its way when the link broke.
    assert.equal(links.heardElsewhere("pbx", "live", at(95)), false);
    assert.equal(state(), "lost");
    links.beat("pbx", at(130));
    assert.equal(state(), "live");
  });

  it("tells others only what it was told itself", () => {
    const links = new SourceLinks(["pbx", "chats"]);
    links.heardElsewhere("pbx", "live", at(100));
    links.beat("chats", at(101));
    assert.deepEqual(
      [...links.here()],
      [
        { source: "pbx", state: "connecting", heardAt: null },
        { source: "chats", state: "live", heardAt: at(101) },
      ],
    );
  });
});
