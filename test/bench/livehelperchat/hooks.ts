/**
 * Sends webhooks by the clock, whether the ones before were answered or not, each over a connection
 * of its own, as PHP does. Prints how long each answer took, from the connecting until it was whole,
 * in milliseconds. A bare socket, because a client of HTTP would measure itself.
 *
 * Usage: hooks.ts URL TOKEN FIRST_CHAT CHATS HOOKS_PER_SECOND
 */
import { connect } from "node:net";
import { setTimeout as sleep } from "node:timers/promises";

import { HOOKS_PER_CHAT, hookBodies } from "./hook-bodies.ts";

const [address = "", token = "", ...numbers] = process.argv.slice(2);
const [firstChat = 1, chats = 0, rate = 200] = numbers.map(Number);
const { hostname, port, pathname } = new URL(address);

const requestOf = (body: string): string =>
  [
    `POST ${pathname} HTTP/1.1`,
    `Host: ${hostname}:${port}`,
    `Authorization: Bearer ${token}`,
    "Accept: */*",
    "Content-Type: application/json",
    `Content-Length: ${Buffer.byteLength(body)}`,
    "Connection: close",
    "",
    body,
  ].join("\r\n");

const send = (text: string): Promise<number> =>
  new Promise((resolve, reject) => {
    const begin = performance.now();
    let answer = "";
    const socket = connect({ host: hostname, port: Number(port), noDelay: true }, () => socket.write(text));
    let took = Number.NaN;
    socket
      .setEncoding("latin1")
      .on("data", (part: string) => {
        answer += part;
        if (Number.isNaN(took) && answer.includes("\r\n\r\n")) took = performance.now() - begin;
      })
      .once("end", () => {
        // Nothing may follow the header.
        if (/^HTTP\/1\.1 204 [^]*?\r\n\r\n$/.test(answer)) resolve(took);
        else reject(new Error(`answered ${answer.slice(0, 40)}`));
      })
      .once("error", reject);
  });

const bodies = Array.from({ length: chats }, (_, chat) => hookBodies(firstChat + chat, Date.now())).flat();
const requests = bodies.map(requestOf);
const begin = performance.now();
const answers: Promise<number>[] = [];
for (const [index, request] of requests.entries()) {
  await sleep(Math.max(0, begin + (index * 1_000) / rate - performance.now()));
  answers.push(send(request));
}
const took = await Promise.all(answers);
if (took.length !== chats * HOOKS_PER_CHAT) throw new Error("hooks are missing");
console.log(JSON.stringify(took));
