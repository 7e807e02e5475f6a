/**
 * What it costs to tell all walls, against the alternatives, in one run. Each
 * round starts every variant anew, one after the other, server and load in
 * processes of their own. `--full` adds 5,000 walls and makes the trial with
 * walls that never read 45 s long.
 */
import { setTimeout as sleep } from "node:timers/promises";

import { type Remote, startRemote } from "./fan-out/remote.ts";

const isFull = process.argv.includes("--full");
const ROUNDS = isFull ? 5 : 3;
/** Per trial. */
const DELIVERIES = isFull ? 200_000 : 50_000;
const SERVER = new URL("./fan-out/server.ts", import.meta.url);
const LOAD = new URL("./fan-out/load.ts", import.meta.url);

await fanOut(1_000);
if (isFull) await fanOut(5_000);
await neverReading(isFull ? 45 : 10);

async function fanOut(walls: number): Promise<void> {
  const cpu = { vedetta: list(), gzip: list(), resWrite: list(), betterSse: list() };
  const memory = list();
  for (let round = 1; round <= ROUNDS; round += 1) {
    const ours = await trial({ variant: "vedetta", walls, gzip: false });
    cpu.vedetta.push(ours.microsPerDelivery);
    memory.push(ours.bytesPerWall / 1_000);
    cpu.resWrite.push((await trial({ variant: "res.write", walls, gzip: false })).microsPerDelivery);
    cpu.betterSse.push((await trial({ variant: "better-sse", walls, gzip: false })).microsPerDelivery);
    cpu.gzip.push((await trial({ variant: "vedetta", walls, gzip: true })).microsPerDelivery);
    const [a, b, c, d] = Object.values(cpu).map((values) => values.at(-1)?.toFixed(2));
    process.stderr.write(
      `${walls} walls, round ${round}: us per delivery: ${a}, gzip ${b}, res.write ${c}, better-sse ${d}\n`,
    );
  }
  const [ours, gzip, resWrite, betterSse] = Object.values(cpu).map(median);
  const name = `fan-out, ${walls.toLocaleString("en")} walls, 2 kB`;
  atMost(`${name}: CPU against res.write(Buffer)`, walls > 1_000 ? 0.78 : 0.7, ratio(ours, resWrite), "");
  atLeast(`${name}: CPU of better-sse broadcast against ours`, 2.5, ratio(betterSse, ours), "");
  atMost(`${name}: CPU with gzip against without`, 1.2, ratio(gzip, ours), "");
  atMost(`${name}: memory per wall`, 50, median(memory), "kB");
}

/** Closed loop: the next snapshot is published when every wall has the one before. */
async function trial(options: { readonly variant: string; readonly walls: number; readonly gzip: boolean }) {
  const { variant, walls, gzip } = options;
  const server = startRemote(SERVER, variant, "2000");
  const load = startRemote(LOAD);
  const port = await server.ask("port");
  // The first walls warm the code up, so that memory is that of the walls.
  await load.ask("connect", port, 100, gzip ? 1 : 0);
  await publish({ server, load, walls: 100, times: 100 });
  await load.ask("leave");
  const emptyBytes = await server.ask("residentBytes");

  await load.ask("connect", port, walls, gzip ? 1 : 0);
  await publish({ server, load, walls, times: 10 });
  const times = Math.ceil(DELIVERIES / walls);
  const before = await server.ask("cpuMicros");
  await publish({ server, load, walls, times });
  const micros = (await server.ask("cpuMicros")) - before;
  const bytesPerWall = ((await server.ask("residentBytes")) - emptyBytes) / walls;
  await Promise.all([server.stop(), load.stop()]);
  return { microsPerDelivery: micros / (walls * times), bytesPerWall };
}

async function publish(options: {
  readonly server: Remote;
  readonly load: Remote;
  readonly walls: number;
  readonly times: number;
}): Promise<void> {
  const { server, load, walls, times } = options;
  await sleep(300);
  const [receivedBefore, writtenBefore] = [await load.ask("received"), await server.ask("bytesWritten")];
  for (let i = 0; i < times; i += 1) {
    const written = await server.ask("publish");
    await load.ask("receive", receivedBefore + walls * (written - writtenBefore));
  }
}

/** 100 walls that read, at 20 Hz and 12 kB: alone, then beside 100 that never do. */
async function neverReading(seconds: number): Promise<void> {
  const server = startRemote(SERVER, "vedetta-with-timers", "12000");
  const [healthy, stuck] = [startRemote(LOAD), startRemote(LOAD)];
  const port = await server.ask("port");
  await healthy.ask("connect", port, 100);
  const p99 = async (): Promise<number> => {
    await healthy.ask("time", 1);
    await server.ask("tick", 20, seconds);
    return healthy.ask("latencyMs", 0.99);
  };
  await server.ask("tick", 20, 3);
  const alone = await p99();
  const before = await server.ask("residentBytes");
  await stuck.ask("connect", port, 100, 0, 0);
  const beside = await p99();
  const growth = ((await server.ask("residentBytes")) - before) / 1_000_000;
  await Promise.all([server.stop(), healthy.stop(), stuck.stop()]);

  const name = `100 walls that never read, ${seconds} s at 20 Hz x 12 kB`;
  atMost(`${name}: growth of memory`, 25, growth, "MB");
  process.stderr.write(
    `p99 of the walls that read: ${alone.toFixed(2)} ms alone, ${beside.toFixed(2)} ms beside\n`,
  );
  atMost(`${name}: p99 of the others against before`, 1.5, beside / alone, "");
}

function list(): number[] {
  return [];
}

function median(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN;
}

function ratio(part: number | undefined, whole: number | undefined): number {
  return (part ?? Number.NaN) / (whole ?? Number.NaN);
}

function atMost(row: string, limit: number, measured: number, unit: string): void {
  tell({ row, target: `<= ${limit}`, measured, unit, reached: measured <= limit });
}

function atLeast(row: string, limit: number, measured: number, unit: string): void {
  tell({ row, target: `>= ${limit}`, measured, unit, reached: measured >= limit });
}

/** One line of `README.md`'s format. */
function tell(figure: object): void {
  process.stdout.write(`${JSON.stringify(figure)}\n`);
}
