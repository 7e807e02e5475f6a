import { once } from "node:events";
import { createServer } from "node:net";

const FIRST = 20_000;
/** Systems give connections that go out ports from 32768 or 49152 on. */
const COUNT = 12_000;

const given = new Set<number>();

/**
 * A port of the loopback interface at which nobody listens, and never the same twice in a process. It is none that the
 * system hands out by itself: such a port may be taken by any connection that goes out while a server is away
 * that is to listen there again, even by a client of that server that tries to connect, and then hears itself.
 */
export async function freePort(): Promise<number> {
  for (;;) {
    const port = FIRST + Math.floor(Math.random() * COUNT);
    if (given.has(port)) continue;
    given.add(port);
    if (await isFree(port)) return port;
  }
}

async function isFree(port: number): Promise<boolean> {
  const server = createServer();
  try {
    await once(server.listen(port, "127.0.0.1"), "listening");
  } catch {
    return false;
  }
  server.close();
  await once(server, "close");
  return true;
}
