/** The load process: sockets that count what comes and look at little else, so that one process is enough for thousands. */
import { connect, type Socket } from "node:net";

import { answerCommands } from "./remote.ts";

const CONNECT_AT_ONCE = 200;
const STAMP_MARK = "@".charCodeAt(0);
const STAMP_DIGITS = 16;

const sockets: Socket[] = [];
let received = 0;
let target = Number.POSITIVE_INFINITY;
let onTarget = (): void => undefined;
/** Publish to receive, in milliseconds, of frames stamped with the monotonic clock. */
let latencies: number[] = [];
let isTimed = false;

answerCommands({
  /** `gzip` and `reads` are 0 or 1. Answers when every wall has its first bytes. */
  async connect(port = 0, count = 0, gzip = 0, reads = 1) {
    for (let done = 0; done < count; done += CONNECT_AT_ONCE) {
      const some = Math.min(CONNECT_AT_ONCE, count - done);
      await Promise.all(Array.from({ length: some }, () => openWall(port, gzip === 1, reads === 1)));
    }
    return sockets.length;
  },
  leave() {
    for (const socket of sockets.splice(0)) socket.destroy();
    received = 0;
    return 0;
  },
  received: () => received,
  async receive(bytes = 0) {
    if (received >= bytes) return received;
    const reached = Promise.withResolvers<void>();
    onTarget = reached.resolve;
    target = bytes;
    await reached.promise;
    return received;
  },
  time(on = 0) {
    latencies = [];
    isTimed = on === 1;
    return 0;
  },
  /** The latency that a share of all frames did not exceed. */
  latencyMs(share = 0.99) {
    const sorted = latencies.toSorted((a, b) => a - b);
    return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? Number.NaN;
  },
});

async function openWall(port: number, gzip: boolean, reads: boolean): Promise<void> {
  const opened = Promise.withResolvers<void>();
  const socket = connect(port, "127.0.0.1");
  sockets.push(socket);
  socket.once("error", opened.reject);
  const encoding = gzip ? "Accept-Encoding: gzip\r\n" : "";
  socket.write(`GET /api/v1/stream HTTP/1.1\r\nHost: 127.0.0.1\r\n${encoding}\r\n`);
  if (!reads) {
    socket.once("connect", opened.resolve);
    return opened.promise;
  }
  socket.on("data", (chunk: Buffer) => {
    opened.resolve();
    received += chunk.length;
    if (isTimed) noteLatency(chunk);
    if (received >= target) {
      target = Number.POSITIVE_INFINITY;
      onTarget();
    }
  });
  return opened.promise;
}

/** A stamp that is torn over two chunks is left out: rare, and it says nothing about time. */
function noteLatency(chunk: Buffer): void {
  const now = Number(process.hrtime.bigint() / 1_000n);
  for (let at = chunk.indexOf(STAMP_MARK); at !== -1; at = chunk.indexOf(STAMP_MARK, at + 1)) {
    const end = at + 1 + STAMP_DIGITS;
    if (end <= chunk.length) latencies.push((now - Number(chunk.toString("latin1", at + 1, end))) / 1_000);
  }
}
