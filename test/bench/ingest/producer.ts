/** Sends the numbered events to a port, four requests at a time, and prints how many seconds that took. */
import { Agent, request } from "node:http";

import { numberedBodies } from "./numbered-requests.ts";

const [port = "", events = "", size = ""] = process.argv.slice(2);
const bodies = numberedBodies(Number(events), Number(size));
const agent = new Agent({ keepAlive: true, maxSockets: 4 });

const send = (body: string): Promise<void> =>
  new Promise((resolve, reject) => {
    const headers = { "Content-Type": "application/json", "Content-Length": Buffer.byteLength(body) };
    const outgoing = request({ port, agent, method: "POST", path: "/", headers }, (answer) => {
      if (answer.statusCode !== 202) reject(new Error(`answered ${answer.statusCode}`));
      answer.resume().once("end", resolve);
    });
    outgoing.once("error", reject).end(body);
  });

const begin = performance.now();
const queue = bodies.values();
await Promise.all(
  Array.from({ length: 4 }, async () => {
    for (const body of queue) await send(body);
  }),
);
agent.destroy();
console.log((performance.now() - begin) / 1_000);
