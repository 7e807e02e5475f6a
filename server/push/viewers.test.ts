import assert from "node:assert/strict";
import { afterEach, describe, it } from "node:test";

import { epochMs, seconds } from "#domain/time.ts";
import type { Viewer } from "#engine/ports.ts";
import type { BoardSnapshot } from "#wire/board-snapshot.ts";

import { acknowledgedBy, fewOperators, silencedBy, undelivered } from "../../test/support/alert-boards.ts";
import { usual } from "../../test/support/boards.ts";
import { eventually } from "../../test/support/eventually.ts";
import { connectSse } from "../../test/support/sse-client.ts";
import {
  createHandBoard,
  deskViewer,
  openStreamHouse,
  type StreamHouse,
} from "../../test/support/stream-house.ts";

let house: StreamHouse;
afterEach(() => house.close());

type Standing = ReturnType<Viewer["standing"]>;

const ALERTS = [acknowledgedBy(fewOperators, "Anna"), silencedBy(undelivered, "Berta")];

describe("who looks", () => {
  it("from a wall sees what somebody at a desk sees, without names and words of people", async () => {
    const board = createHandBoard({ now: () => epochMs(0) });
    house = await openStreamHouse({
      board: { ...board, snapshot: () => ({ ...usual, alerts: ALERTS }) },
      viewerOf: (req) => ({ ...deskViewer(req), view: req.get("x-test-view") === "wall" ? "wall" : "desk" }),
    });
    const [wall, desk] = [
      await connectSse(house.url, { "X-Test-View": "wall" }),
      await connectSse(house.url, { "X-Test-View": "desk" }),
    ];
    const shown = await wall.nextNamed("snapshot");
    const whole = await desk.nextNamed("snapshot");
    assert.match(whole.data, /Anna[^]*Berta/);
    assert.doesNotMatch(shown.data, /Anna|Berta/);
    assert.equal(shown.id, whole.id);
    const [atWall, atDesk]: BoardSnapshot[] = [JSON.parse(shown.data), JSON.parse(whole.data)];
    assert.deepEqual({ ...atWall, alerts: [] }, { ...atDesk, alerts: [] });
    assert.deepEqual(
      atWall?.alerts.map(({ acknowledged, silence }) => [
        acknowledged?.by,
        silence?.by,
        silence?.why,
        silence?.id,
      ]),
      [
        ["", undefined, undefined, undefined],
        [undefined, "", "", ""],
      ],
    );
  });

  it("and is not welcome any more is told so, and sees nothing more within 5 s", async () => {
    let standing: Standing = "welcome";
    let left = 0;
    house = await openStreamHouse({
      viewerOf: (req) => ({ ...deskViewer(req), standing: () => standing, leave: () => (left += 1) }),
    });
    const wall = await connectSse(house.url);
    await wall.nextNamed("snapshot");
    standing = "sent-away";
    house.clock.advance(seconds(5));
    await wall.nextNamed("revoked");
    await eventually(() => house.stream.walls().count === 0);
    await eventually(() => left === 1);
  });

  it("and is to be asked about anew is told goodbye, upon which a page comes back by itself", async () => {
    let standing: Standing = "welcome";
    house = await openStreamHouse({ viewerOf: (req) => ({ ...deskViewer(req), standing: () => standing }) });
    const desk = await connectSse(house.url);
    await desk.nextNamed("snapshot");
    standing = "to-ask";
    house.clock.advance(seconds(5));
    await desk.nextNamed("bye");
    await eventually(() => house.stream.walls().count === 0);
  });

  it("and finds no seat has left, too", async () => {
    let left = 0;
    house = await openStreamHouse({
      limits: { maxWalls: 0, maxWallsPerClient: 1 },
      viewerOf: (req) => ({ ...deskViewer(req), leave: () => (left += 1) }),
    });
    assert.equal((await connectSse(house.url)).status, 503);
    assert.equal(left, 1);
  });
});
