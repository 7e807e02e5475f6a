import assert from "node:assert/strict";
import { describe, it } from "node:test";

import { heartbeat } from "../../test/support/board-frames.ts";
import { busy, crowded, doubtful, empty, missed, phoneOnly, usual } from "../../test/support/boards.ts";
import { ordinaryDay } from "../../test/support/usual-boards.ts";
import { house1522, houseChatUnconnected, houseWithoutChat } from "../../test/support/houses.ts";
import { channelView } from "./channel-view.ts";
import { headlineFigures } from "./headline-figures.ts";
import { freshnessOfChannel, presentOf, type Received } from "./present.ts";
import { sentenceOf } from "./sentence.ts";
import { sourceAges } from "./source-ages.ts";
import { speechFor } from "./speech.ts";

const italian = speechFor(null, house1522);
const NOW_MS = usual.asOfMs;

/** What a wall has received, `silentMs` after the last frame. */
const received = (ages: Record<string, number | null> = {}, snapshot = usual): Received => ({
  snapshot,
  heartbeat: { ...heartbeat(house1522, NOW_MS, ages), build: "b" },
  heartbeatAtMs: 0,
  frameAtMs: 0,
});
const presentAfter = (silentMs: number, ages?: Record<string, number | null>) =>
  presentOf(received(ages), house1522, silentMs);
const say = (silentMs: number, ages?: Record<string, number | null>, snapshot = usual) =>
  sentenceOf(presentAfter(silentMs, ages), house1522, snapshot, italian);

/** The usual board with somebody on the phone who waits for so long. */
const waitingFor = (seconds: number, waiting = 1): typeof usual => ({
  ...usual,
  channels: usual.channels.map((one) =>
    one.channel === "phone"
      ? { ...one, now: { ...one.now, waiting, longestWaitSinceMs: NOW_MS - seconds * 1_000 } }
      : one,
  ),
});

const channelOf = (snapshot: typeof usual, name: string) => {
  const found = snapshot.channels.find((one) => one.channel === name);
  assert.ok(found);
  return found;
};

describe("the present", () => {
  it("runs on from the server's time", () => assert.equal(presentAfter(3_000).nowMs, NOW_MS + 3_000));

  it("runs as fast as the simulation says", () => {
    const fast = { ...received(), heartbeat: { ...heartbeat(house1522, NOW_MS), build: "b", speed: 60 } };
    assert.equal(presentOf(fast, house1522, 1_000).nowMs, NOW_MS + 60_000);
  });

  it("ages a source by what was told and what has passed since", () => {
    const { freshness, ageMs } = presentAfter(6_000, { pbx: 10_000 }).sources.get("pbx") ?? {};
    assert.equal(ageMs, 16_000);
    assert.deepEqual(freshness, { level: "late", sinceMs: NOW_MS - 10_000 });
  });

  it("tells since when in the house's time, also when that runs faster than life", () => {
    const fast = { ...heartbeat(house1522, NOW_MS, { pbx: 15_000 }), build: "b", speed: 60 };
    const present = presentOf({ ...received(), heartbeat: fast }, house1522, 0);
    assert.deepEqual(present.sources.get("pbx")?.freshness, { level: "late", sinceMs: NOW_MS - 900_000 });
  });

  it("does not blame a source for the silence of our own link", () => {
    const present = presentAfter(14_900, { pbx: 2_000 });
    assert.equal(present.sources.get("pbx")?.freshness.level, "live");
    assert.equal(present.link.level, "live");
  });

  it("does not blame a source either when a snapshot comes first after a lost link", () => {
    const present = presentOf({ ...received({ pbx: 2_000 }), frameAtMs: 70_000 }, house1522, 70_010);
    assert.equal(present.link.level, "live");
    assert.equal(present.sources.get("pbx")?.freshness.level, "live");
  });

  it("dims only the channel whose source is late", () => {
    const present = presentAfter(0, { chats: 20_000 });
    assert.equal(freshnessOfChannel(present, house1522, "phone").level, "live");
    assert.equal(freshnessOfChannel(present, house1522, "chat").level, "late");
  });

  it("dims everything when our own link is silent", () => {
    const present = presentAfter(15_000);
    assert.equal(freshnessOfChannel(present, house1522, "phone").level, "late");
    assert.equal(freshnessOfChannel(present, house1522, "chat").level, "late");
  });

  it("believes the snapshot about its sources until the first heartbeat", () => {
    const early: Received = { snapshot: usual, heartbeat: null, heartbeatAtMs: 0, frameAtMs: 0 };
    const present = presentOf(early, house1522, 0);
    assert.equal(present.nowMs, null);
    assert.equal(freshnessOfChannel(present, house1522, "phone").level, "live");
  });
});

describe("the sentence", () => {
  it("says that all is usual", () =>
    assert.deepEqual(say(0, {}, ordinaryDay), { text: "Tutto nella norma.", mood: "usual" }));

  it("does not call usual what nobody knows to be, and says of which channels", () => {
    assert.deepEqual(say(0), {
      text: "Niente da segnalare: il solito di chiamate e chat non è ancora noto.",
      shorter: ["Niente da segnalare."],
      mood: "usual",
    });
    const channels = ordinaryDay.channels.map((one) =>
      one.channel === "chat" ? { ...one, outlook: null } : one,
    );
    assert.equal(
      say(0, {}, { ...ordinaryDay, channels }).text,
      "Niente da segnalare: il solito di chat non è ancora noto.",
    );
  });

  it("says first that the link is lost, with the time of the last word", () => {
    assert.equal(say(16_000).text, "Collegamento al server perso: cifre ferme dalle 15:20:07.");
  });

  it("names the sources that are silent", () => {
    assert.equal(say(0, { pbx: 20_000 }).text, "Nessuna notizia da centralino dalle 15:19:47.");
    assert.equal(
      say(0, { pbx: 20_000, chats: 70_000 }).text,
      "Nessuna notizia da centralino e chat dalle 15:19:47.",
    );
    assert.equal(say(0, { pbx: null }).text, "In attesa dei primi dati da centralino.");
  });

  it("says before the rates of the day that somebody waits long now", () => {
    assert.deepEqual(say(0, {}, busy), {
      text: "Telefono: 16 in attesa, la più lunga da più di un’ora.",
      mood: "attention",
    });
  });

  it("counts a long wait in minutes, from two minutes on", () => {
    assert.equal(say(0, {}, waitingFor(119)).mood, "usual");
    assert.equal(say(0, {}, waitingFor(120)).text, "Telefono: 1 in attesa da 2 minuti.");
    assert.equal(say(0, {}, waitingFor(7_300)).text, "Telefono: 1 in attesa da più di 2 ore.");
    assert.equal(say(0, {}, waitingFor(390, 5)).text, "Telefono: 5 in attesa, la più lunga da 6 minuti.");
  });

  it("does not tell a wait of a channel that is silent", () => {
    assert.equal(say(0, { pbx: 20_000 }, waitingFor(390)).mood, "old");
  });

  it("does not say that all is usual when a channel is not connected", () => {
    const present = presentOf(received(), houseChatUnconnected, 0);
    assert.equal(freshnessOfChannel(present, houseChatUnconnected, "chat").level, "unconnected");
    assert.deepEqual(sentenceOf(present, houseChatUnconnected, usual, italian), {
      text: "Chat: non collegato.",
      mood: "old",
    });
  });

  it("names the rate farthest below its target", () => {
    assert.deepEqual(say(0, {}, missed), {
      text: "Chat: risposte entro 20\u00A0s al 69% oggi (obiettivo 81%).",
      mood: "attention",
    });
  });

  it("stays the same while the seconds tick", () => {
    assert.equal(say(16_000).text, say(17_000).text);
  });
});

const shortLine = (snapshot: typeof usual) =>
  channelView(channelOf(snapshot, "phone"), house1522, NOW_MS, italian).shortShares.map(({ name, count }) =>
    count === null ? name : `${name} ${count}`,
  );

const unconfirmedIn = (snapshot: typeof usual, speech = italian) =>
  channelView(channelOf(snapshot, "chat"), house1522, NOW_MS, speech).unconfirmed;

const estimatedIn = (snapshot: typeof usual) =>
  headlineFigures(snapshot, house1522, italian).map(({ estimated }) => estimated);

describe("a channel", () => {
  it("ticks the longest wait between snapshots", () => {
    const phone = channelOf(usual, "phone");
    assert.equal(channelView(phone, house1522, NOW_MS, italian).longestWait, "0:14");
    assert.equal(channelView(phone, house1522, NOW_MS + 50_000, italian).longestWait, "1:04");
  });

  it("names open desks one by one and closed ones together", () => {
    const { shares } = channelView(channelOf(usual, "phone"), house1522, NOW_MS, italian);
    assert.deepEqual(
      shares.map(({ name, count }) => (count === null ? name : `${name} ${count}`)),
      ["it 1", "en 0", "fr es ar de chiusi"],
    );
  });

  it("has a short line of the languages in which most people wait, or of the open desks", () => {
    assert.deepEqual(shortLine(crowded), ["it 11", "en 3", "es 1", "altre 1"]);
    assert.deepEqual(shortLine(empty), ["1 lingua aperta"]);
  });

  it("names the entries of chats as the house calls them", () => {
    const english = speechFor("en", house1522);
    const { shares } = channelView(channelOf(usual, "chat"), house1522, NOW_MS, english);
    assert.deepEqual(
      shares.map(({ name, count }) => `${name} ${count}`),
      ["site 0", "app 0"],
    );
  });

  it("says in words how many of those who wait may be gone", () => {
    assert.equal(unconfirmedIn(usual), null);
    assert.deepEqual(unconfirmedIn(doubtful), { full: "di cui 2 non confermate", short: "2 incerte" });
    const english = unconfirmedIn(doubtful, speechFor("en", house1522));
    assert.deepEqual(english, { full: "2 of them unconfirmed", short: "2 unsure" });
  });

  it("counts operators by state and says what the hollow dots mean", () => {
    const { operators } = channelView(channelOf(usual, "phone"), house1522, NOW_MS, italian);
    assert.deepEqual(operators?.dots, ["busy", "busy", "busy", "free", "free", "paused"]);
    assert.equal(operators?.onLine, "5 in linea");
    assert.equal(operators?.spoken, "5 in linea, 3 occupate, 2 libere e 1 in pausa");
  });

  it("knows no operators when no source has told", () => {
    assert.equal(channelView(channelOf(empty, "phone"), house1522, NOW_MS, italian).operators, null);
  });
});

describe("the headline figures", () => {
  it("follow from the house's channels and thresholds", () => {
    const labels = headlineFigures(usual, house1522, italian).map(({ label }) => label);
    assert.deepEqual(labels, [
      "attesa media, 30 min",
      "chiamate risposte, oggi",
      "chat entro 20\u00A0s, oggi",
      "chat entro 60\u00A0s, oggi",
    ]);
  });

  it("are those of the phone alone in a house without chat", () => {
    const english = speechFor(null, houseWithoutChat);
    const labels = headlineFigures(phoneOnly, houseWithoutChat, english).map(({ label }) => label);
    assert.deepEqual(labels, [
      "average wait, 30 min",
      "calls answered, today",
      "calls within 20\u00A0s, today",
    ]);
  });

  it("say how many answers of a service level are estimated, and nothing when none is", () => {
    assert.deepEqual(estimatedIn(usual), ["", "", "", ""]);
    assert.deepEqual(estimatedIn(doubtful), ["", "", "stimate 3", "stimate 3"]);
  });

  it("show a dash where nothing has happened yet", () => {
    const values = headlineFigures(empty, house1522, italian).map(({ value, unit }) => value + unit);
    assert.deepEqual(values, ["—", "—", "—", "—"]);
  });
});

const agesAfter = (silentMs: number, ages?: Record<string, number | null>) =>
  sourceAges(presentAfter(silentMs, ages), house1522, italian).map(({ text }) => text);

describe("the ages of the sources", () => {
  it("count the seconds", () => {
    assert.deepEqual(agesAfter(1_000), ["centralino 3\u00A0s fa", "chat 2\u00A0s fa"]);
  });
  it("give the time of the last word when a source is late", () => {
    assert.deepEqual(agesAfter(0, { pbx: 20_000 }), ["centralino: ore 15:19:47", "chat 1\u00A0s fa"]);
  });
  it("tell nothing of the sources while the server is silent", () => {
    assert.deepEqual(agesAfter(20_000), ["server: ore 15:20:07"]);
  });
});
