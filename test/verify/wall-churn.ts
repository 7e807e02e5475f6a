/** 10,000 clients come and leave at every moment of the opening of a stream: afterwards nothing is left of them. */
import { eventually } from "../support/eventually.ts";
import { rawRequest } from "../support/raw-request.ts";
import { connectSse } from "../support/sse-client.ts";
import { openStreamHouse } from "../support/stream-house.ts";

const CLIENTS = 10_000;
/** More than this many at once would only measure the limits of the machine. */
const AT_ONCE = 50;

const house = await openStreamHouse({ limits: { maxWalls: AT_ONCE, maxWallsPerClient: AT_ONCE } });
const request = ["GET /api/v1/stream HTTP/1.1", "Host: wall"];

for (let done = 0; done < CLIENTS; done += AT_ONCE) {
  await Promise.all(Array.from({ length: AT_ONCE }, (_, i) => comeAndLeave(i)));
  house.board.publish();
}
await eventually(() => house.stream.walls().count === 0);
tell(`streams open after ${CLIENTS.toLocaleString("en")} clients came and left`, house.stream.walls().count);

const walls = await Promise.all(Array.from({ length: AT_ONCE }, () => connectSse(house.url)));
tell("seats still taken by clients that have left", walls.filter(({ status }) => status !== 200).length);
await house.close();

async function comeAndLeave(i: number): Promise<void> {
  const client = rawRequest(house.port, request);
  const { socket } = client;
  if (i % 5 === 0) socket.once("connect", () => socket.destroy());
  else if (i % 5 === 1) socket.once("connect", () => setImmediate(() => socket.resetAndDestroy()));
  else if (i % 5 === 2) socket.once("data", () => socket.destroy());
  else if (i % 5 === 3) socket.once("data", () => socket.end());
  else void client.until("heartbeat").then(() => socket.resetAndDestroy());
  await client.closed;
}

function tell(row: string, measured: number): void {
  process.stdout.write(
    `${JSON.stringify({ row, target: "0", measured, unit: "", reached: measured === 0 })}\n`,
  );
}
