/**
 * The program itself, connected over a real socket to a PBX that replays a
 * capture moved to the present, and open to a producer over HTTP.
 */
import { mkdirSync, writeFileSync } from "node:fs";
import path from "node:path";

import { recordingsOf } from "./ami-recording.ts";
import { type AmiReplayServer, startAmiReplay } from "./ami-replay-server.ts";
import { capture } from "./asterisk-captures.ts";
import { CAPTURE_QUEUES } from "./asterisk-rig.ts";
import type { Owner } from "./owner.ts";
import { type RealServer, startRealServer } from "./real-server.ts";

export interface RealPbxHouse {
  readonly server: RealServer;
  readonly pbx: AmiReplayServer;
  /** Everything the program writes lies in here. */
  readonly data: string;
}

/** `name` is that of a run, such as `scenario.wallboard`; its last event happens now. `queueLog`: its rows, moved alike. */
export async function startRealPbxHouse(
  owner: Owner,
  directory: string,
  name: string,
  queueLog?: string,
): Promise<RealPbxHouse> {
  const raw = capture(`${name}.raw.txt`).toString("latin1");
  const last = Math.max(...[...raw.matchAll(/^Timestamp: (\d+)/gm)].map(([, second]) => Number(second)));
  const shift = Math.floor(Date.now() / 1_000) - last;
  const moved = Buffer.from(
    raw.replaceAll(
      /^(Timestamp: )(\d+)/gm,
      (_all, key: string, second: string) => `${key}${Number(second) + shift}`,
    ),
    "latin1",
  );
  const [recording] = recordingsOf(moved);
  const pbx = await startAmiReplay([{ recording }]);
  owner.after(() => pbx.close());

  const data = path.join(directory, "data");
  mkdirSync(data);
  const secretFile = path.join(directory, "ami-secret");
  writeFileSync(secretFile, "secret\n", { mode: 0o600 });
  const queueLogFile = path.join(directory, "queue_log");
  if (queueLog !== undefined) {
    const rows = capture(queueLog).toString("utf8");
    writeFileSync(
      queueLogFile,
      rows.replaceAll(/^\d+/gm, (second) => String(Number(second) + shift)),
    );
  }
  const config = path.join(directory, "vedetta.yaml");
  writeFileSync(
    config,
    configText({ port: pbx.port, secretFile, queueLogFile: queueLog === undefined ? null : queueLogFile }),
  );
  const server = await startRealServer(owner, { config, data });
  return {
    server,
    pbx,
    data,
  };
}

/** A zone in which it is about noon, so that the capture lies within one local day. JSON is YAML. */
function configText(options: {
  readonly port: number;
  readonly secretFile: string;
  readonly queueLogFile: string | null;
}): string {
  const { port, secretFile, queueLogFile } = options;
  const offset = 12 - new Date().getUTCHours();
  return JSON.stringify({
    house: { name: "Noon", timeZone: `Etc/GMT${offset > 0 ? "-" : "+"}${Math.abs(offset)}`, locales: ["it"] },
    languages: ["it", "en", "fr", "es", "ar", "de"].map((code) => ({ code })),
    channels: {
      phone: {
        entries: [{ id: "phone", label: { it: "telefono" } }],
        serviceLevels: [{ withinSeconds: 20, target: 0.8 }],
      },
    },
    queues: CAPTURE_QUEUES.map((id) => ({ id, channel: "phone", language: languageOf(id) })),
    sources: [
      {
        id: "pbx",
        kind: "asterisk",
        label: { it: "centralino" },
        port,
        username: "wallboard",
        secretFile,
        queues: Object.fromEntries(CAPTURE_QUEUES.map((id) => [id, id])),
        ...(queueLogFile === null ? {} : { queueLogFile }),
      },
      { id: "producer", kind: "http-events", label: { it: "produttore" }, channels: ["phone"] },
    ],
  });
}

const languageOf = (queue: string): string => (/^q_[a-z]{2}$/.test(queue) ? queue.slice(2) : "it");
