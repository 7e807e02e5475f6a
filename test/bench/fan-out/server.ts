/** The server process: `server.ts VARIANT BYTES`. */
import type { Socket } from "node:net";

import type { BoardSnapshot } from "#wire/board-snapshot.ts";

import { listen } from "../../support/listen.ts";
import { answerCommands } from "./remote.ts";
import { VARIANTS } from "./variants.ts";

const [variantName = "", bytes = "2000"] = process.argv.slice(2);
const createVariant = VARIANTS[variantName];
if (createVariant === undefined) throw new Error("no such variant");
/** Revisions of one length, so that every frame has one length. */
let revision = 1_000_000;
const { server, publish } = createVariant(nextSnapshot());
/** All walls get the same bytes: the newest connection speaks for all. */
let sample: Socket | null = null;
server.on("connection", (socket: Socket) => {
  sample = socket;
});
const port = await listen(server);

answerCommands({
  port: () => port,
  publish() {
    publish(nextSnapshot());
    return sample?.bytesWritten ?? 0;
  },
  /** Publishes `hz` times a second for `seconds`. */
  async tick(hz = 1, seconds = 1) {
    const timer = setInterval(() => publish(nextSnapshot()), 1_000 / hz);
    await new Promise((resolve) => setTimeout(resolve, seconds * 1_000));
    clearInterval(timer);
    return 0;
  },
  bytesWritten: () => sample?.bytesWritten ?? 0,
  cpuMicros() {
    const { user, system } = process.cpuUsage();
    return user + system;
  },
  async residentBytes() {
    for (let i = 0; i < 3; i += 1) {
      globalThis.gc?.();
      await new Promise((resolve) => setTimeout(resolve, 100));
    }
    return process.memoryUsage.rss();
  },
});

/** As many sources as fill the bytes; the last one carries the monotonic time in microseconds behind an `@`. */
function nextSnapshot(): BoardSnapshot {
  revision += 1;
  const padding = { source: "source-of-padding", link: "live" } as const;
  const count = Math.max(0, Math.round((Number(bytes) - 200) / 43));
  return {
    revision,
    asOfMs: 1_795_600_000_000,
    dayStartMs: 1_795_561_200_000,
    dayEndMs: 1_795_647_600_000,
    channels: [],
    together: null,
    knownDay: null,
    announcement: null,
    alerts: [],
    bus: null,
    sources: [
      ...Array.from({ length: count }, () => padding),
      { source: `@${String(process.hrtime.bigint() / 1_000n).padStart(16, "0")}`, link: "live" },
    ],
  };
}
