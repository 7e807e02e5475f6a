/**
 * A manager interface over real TCP that replays recorded sessions.
 *
 *   const [before, after] = recordingsOf(capture("restart-now.raw.txt"));
 *   const server = await startAmiReplay([{ recording: before, atEnd: "end" }, { recording: after }]);
 *   ... connect a client to 127.0.0.1:server.port ...
 *   await server.close();
 *
 * Each connection takes the next session of the list; connections beyond the
 * list find an idle PBX. The server answers the client's own actions (Login,
 * Ping, Events, Logoff, listings) and sends the recording's live events in
 * between, byte for byte. A listing is answered with the one recorded last
 * before the present point of the replay (an empty one when there is none; or
 * with `listings` of the session), under the client's ActionID. So what the
 * client reads is always in step with the events it has read.
 *
 * `server.connection(n)` waits for the n-th connection (from 1), which can be
 * steered by hand: see `AmiReplayConnection`. `server.refuse()` closes the port,
 * so that connecting fails, and `server.listen()` opens the same one again.
 */
import { once } from "node:events";
import { createServer } from "node:net";

import { freePort } from "../../scripts/free-port.ts";
import type { AmiRecording, Listing } from "./ami-recording.ts";
import { AmiReplayConnection } from "./ami-replay-connection.ts";

export interface AmiSession {
  readonly recording?: AmiRecording | undefined;
  /** Answers to listings instead of recorded ones; take them with `listingOf`. */
  readonly listings?: Readonly<Partial<Record<Listing, readonly Buffer[]>>>;
  /**
   * The action whose first answer, also a refusal, the events of the recording follow. Default `CoreShowChannels`,
   * the last one with which a client gets in step; null: `play()` starts them.
   */
  readonly playAfter?: "Login" | Listing | null;
  /** Puts one live event after each item of a listing, as long as there are events. */
  readonly interleave?: boolean;
  /** Everything is written in pieces of these sizes, in turn. Default: whole blocks. */
  readonly chunkBytes?: readonly number[];
  /** Milliseconds between two pieces. Default 0. */
  readonly pauseMs?: number;
  /** What happens after the last event. `cut`: the connection ends in the middle of a block. Default `stay`. */
  readonly atEnd?: "stay" | "end" | "cut" | "reset" | "freeze";
  /** Default `accepted`. */
  readonly login?: "accepted" | "refused" | "unanswered";
  /** Seconds since the PBX was started, when the recording does not say. `null`: FullyBooted is not sent. Default 1,000. */
  readonly uptimeSeconds?: number | null;
  /** Actions that are answered with "Permission denied". */
  readonly denied?: readonly string[];
  /** Default `Asterisk Call Manager/11.0.0`. */
  readonly banner?: string;
}

export interface AmiReplayServer {
  readonly port: number;
  /** How many connections have come. */
  readonly connections: number;
  /** The n-th connection, from 1, as soon as it is there. */
  connection(n: number): Promise<AmiReplayConnection>;
  /** Closes the port; connections that stand are kept. */
  refuse(): Promise<void>;
  /** Opens the same port again. */
  listen(): Promise<void>;
  close(): Promise<void>;
}

/** `now`: the clock of the PBX, in milliseconds since the epoch, as it answers a Ping. */
export async function startAmiReplay(
  sessions: readonly AmiSession[] = [],
  now: () => number = Date.now,
): Promise<AmiReplayServer> {
  const connections: AmiReplayConnection[] = [];
  const arrivals = new Map<number, (connection: AmiReplayConnection) => void>();
  const server = createServer((socket) => {
    const connection = new AmiReplayConnection(socket, sessions[connections.length] ?? {}, now);
    connections.push(connection);
    arrivals.get(connections.length)?.(connection);
  });
  const port = await freePort();
  const open = async (): Promise<void> => {
    server.listen(port, "127.0.0.1");
    await once(server, "listening");
  };
  const refuse = async (): Promise<void> => {
    if (!server.listening) return;
    // The callback of close() would wait for connections, which are kept.
    server.close();
  };
  await open();
  return {
    port,
    get connections() {
      return connections.length;
    },
    async connection(n) {
      const connection = connections[n - 1];
      if (connection !== undefined) return connection;
      const { promise, resolve } = Promise.withResolvers<AmiReplayConnection>();
      arrivals.set(n, resolve);
      return promise;
    },
    refuse,
    listen: open,
    async close() {
      await refuse();
      for (const connection of connections) connection.destroy();
    },
  };
}
