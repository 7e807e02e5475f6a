/** What is too long for `test/scenarios/notify-kill.test.ts`: `node test/verify/notify-kill.ts [KILLS] [SEED]`. */
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";

import { killAlerts } from "../support/notify/kill-alerts.ts";
import { killSender } from "../support/notify/kill-sender.ts";
import { seededRandom } from "../support/seeded-random.ts";

const [kills = "100", seed = "1522"] = process.argv.slice(2);

const print = (row: string, target: string, measured: number, reached: boolean): void =>
  console.log(JSON.stringify({ row, target, measured, unit: "", reached }));

const directory = mkdtempSync(path.join(tmpdir(), "vedetta-notify-kill-"));
try {
  const report = await killSender({
    directory,
    kills: Number(kills),
    random: seededRandom(Number(seed)),
  });
  const what = `messages to a receiver, ${report.kills} × kill -9, ${report.committed} committed`;
  print(`${what}: never arrived`, "0", report.lost, report.lost === 0);
  print(`${what}: arrived again`, `<= ${report.kills}`, report.duplicates, report.duplicates <= report.kills);
  print(`${what}: most copies after one kill`, "<= 1", report.mostPerKill, report.mostPerKill <= 1);
  print(`${what}: copies with another id or body`, "0", report.different, report.different === 0);
  print(`${what}: out of order`, "0", report.outOfOrder, report.outOfOrder === 0);

  const alerts = await killAlerts({
    directory: path.join(directory, "alerts"),
    kills: Number(kills),
    random: seededRandom(Number(seed)),
  });
  const which = `alerts of a house, ${alerts.kills} × kill -9 from firing on, ${alerts.fired} fired`;
  print(`${which}: never told`, "0", alerts.untold, alerts.untold === 0);
  print(`${which}: end never told`, "0", alerts.endless, alerts.endless === 0);
  print(`${which}: told and not on disk`, "0", alerts.unknown, alerts.unknown === 0);
  print(`${which}: told again`, `<= ${alerts.kills}`, alerts.duplicates, alerts.duplicates <= alerts.kills);
  print(`${which}: most copies after one kill`, "<= 1", alerts.mostPerKill, alerts.mostPerKill <= 1);
  const strange = alerts.different + alerts.twoIds;
  print(`${which}: copies with another id or body`, "0", strange, strange === 0);
} finally {
  rmSync(directory, { recursive: true, force: true });
}
