import { createServer } from "node:http";

import { listen } from "./listen.ts";

/** A port of the loopback interface at which nobody listens. */
export async function freePort(): Promise<number> {
  const server = createServer();
  const port = await listen(server);
  server.close();
  return port;
}
