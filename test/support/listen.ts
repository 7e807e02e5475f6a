import type { Server } from "node:http";

/** Listens on a free port of the loopback interface and answers it. */
export async function listen(server: Server): Promise<number> {
  const listening = Promise.withResolvers<void>();
  server.listen({ port: 0, host: "127.0.0.1", backlog: 4_096 }, listening.resolve);
  await listening.promise;
  const address = server.address();
  if (address === null || typeof address === "string") throw new Error("the server has no port");
  return address.port;
}
