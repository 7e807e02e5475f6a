import { busy, doubtful, empty, missed, phoneOnly, usual } from "../support/boards.ts";
import { house1522, houseChatUnconnected, houseWithoutChat } from "../support/houses.ts";
import type { FakeBoardServer } from "../support/fake-board-server.ts";
import { axeFaults } from "./support/axe.ts";
import { layoutFaults } from "./support/layout.ts";
import { expect, keepPicture, sentence, show, test } from "./support/wall.ts";

const simulated = { ...house1522, simulated: true, speed: 60 };

interface State {
  readonly name: string;
  readonly query?: string;
  /** What the sentence at the top says when the state is reached. */
  readonly says: RegExp;
  /** How many of them have a line to draw; two unless told. */
  readonly charts?: number;
  readonly prepare: (server: FakeBoardServer) => void;
}

const STATES: readonly State[] = [
  { name: "usual", says: /^Tutto nella norma/, prepare: (server) => show(server, house1522, usual) },
  { name: "busy", says: /^Telefono: 16 in attesa/, prepare: (server) => show(server, house1522, busy) },
  { name: "missed", says: /^Chat entro 20/, prepare: (server) => show(server, house1522, missed) },
  { name: "doubtful", says: /^Tutto/, prepare: (server) => show(server, house1522, doubtful) },
  {
    name: "unconnected",
    says: /^Chat: non collegato/,
    charts: 1,
    prepare: (server) => show(server, houseChatUnconnected, usual),
  },
  { name: "empty", says: /^Tutto/, prepare: (server) => show(server, house1522, empty) },
  { name: "simulation", says: /^Telefono: 16/, prepare: (server) => show(server, simulated, busy) },
  {
    name: "without-chat",
    says: /^All as usual/,
    charts: 1,
    prepare: (server) => show(server, houseWithoutChat, phoneOnly),
  },
  {
    name: "english",
    query: "?lang=en",
    says: /^Phone: 16 waiting, the longest for over an hour/,
    prepare: (server) => show(server, house1522, busy),
  },
  {
    name: "late-and-stopped",
    says: /^Nessuna notizia da centralino e chat/,
    prepare: (server) => show(server, house1522, usual, { pbx: 17_000, chats: 70_000 }),
  },
  {
    name: "unheard",
    says: /^In attesa dei primi dati/,
    charts: 0,
    prepare: (server) => show(server, house1522, usual, { pbx: null, chats: null }),
  },
  {
    name: "connecting",
    says: /^Collegamento al server in corso/,
    charts: 0,
    prepare: (server) => {
      server.script.snapshot = null;
      server.script.heartbeat = null;
    },
  },
];

for (const { name, query = "", says, charts = 2, prepare } of STATES)
  test(`${name}: nothing overlaps, nothing is clipped, axe has nothing to say`, async ({ page, server }) => {
    prepare(server);
    await page.goto(`${server.url}/wall${query}`);
    await expect(sentence(page)).toHaveText(says);
    await expect(page.locator("ve-trend canvas")).toHaveCount(charts);
    await keepPicture(page, name);
    expect(await layoutFaults(page)).toEqual(server.script.snapshot ? [] : expect.any(Array));
    expect(await axeFaults(page)).toEqual([]);
  });

test("the server's silence dims the whole wall and breaks nothing", async ({ page, server }) => {
  await page.clock.install();
  show(server, house1522, busy);
  await page.goto(`${server.url}/wall`);
  await expect(sentence(page)).toHaveText(/^Telefono: 16/);
  server.behaviour = "hanging";
  await page.clock.runFor(20_000);
  await expect(sentence(page)).toHaveText(/^Collegamento al server perso/);
  await keepPicture(page, "link-late");
  expect(await layoutFaults(page)).toEqual([]);
  await page.clock.runFor(45_000);
  await keepPicture(page, "link-stopped");
  expect(await layoutFaults(page)).toEqual([]);
});
