/**
 * `node deliver-until-killed.ts DIRECTORY PORT FIRST LAST`: commits numbered messages one after another beside the
 * state that they belong to, and delivers them to a receiver on this machine. Says each number once it is committed,
 * and `done` when all that is there was delivered.
 */
import { setTimeout as delay } from "node:timers/promises";

import { overHttp } from "#notify/over-http.ts";
import { standardFormat } from "#notify/kinds/standard.ts";
import { startSender } from "#notify/sender.ts";
import { openJournal } from "#journal/open-journal.ts";
import { systemClock } from "#platform/clock.ts";
import type { Logger } from "#engine/ports.ts";

import { messageOf } from "../notify/messages.ts";

const [directory = "", port = "", first = "0", last = "0"] = process.argv.slice(2);
const SECRET = `whsec_${Buffer.from("0123456789abcdef0123456789abcdef").toString("base64")}`;
const quiet: Logger = { debug() {}, info() {}, warn() {}, error() {} };

const journal = openJournal({ directory, kind: "real" });
const sender = startSender({
  receivers: [
    {
      id: "desk",
      kind: "standard",
      severities: ["alarm"],
      locale: null,
      settings: "",
      deliver: overHttp({
        format: standardFormat({ url: `http://127.0.0.1:${port}/`, secrets: [SECRET] }),
        allowHttp: true,
        allowPrivate: true,
        lookup: () => Promise.resolve([]),
        ca: null,
      }),
    },
  ],
  labels: {},
  outbox: journal.outbox,
  bookmarks: journal,
  house: { name: "1522", locales: ["it"], timeZone: "Europe/Rome", simulated: false },
  clock: systemClock,
  speed: 1,
  machine: systemClock,
  random: Math.random,
  logger: quiet,
});

for (let number = Number(first); number < Number(last); number += 1) {
  const message = messageOf({ id: `msg_${number}`, atMs: Date.now() });
  journal.alerts.saveAlerts({ version: 1, state: { number } }, [{ receiver: "desk", message }]);
  sender.wake();
  process.stdout.write(`${number}\n`);
  await delay(Math.random() * 8);
}
while (journal.outbox.waiting().length > 0) await delay(5);
process.stdout.write("done\n");
await sender.close();
journal.close();
