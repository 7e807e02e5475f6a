/** A replayed PBX and a client of its manager interface that keeps everything it is told, for one test. */
import { EventEmitter, once } from "node:events";
import type { TestContext } from "node:test";

import type { Logger } from "#engine/ports.ts";
import {
  type AmiConnectionOptions,
  type AmiLinkState,
  startAmiConnection,
} from "#sources/asterisk/ami-connection.ts";
import type { AmiMessage } from "#sources/asterisk/ami-message.ts";

import { type AmiSession, startAmiReplay } from "./ami-replay-server.ts";
import { manualClock } from "./manual-clock.ts";

type Options = Partial<AmiConnectionOptions> & {
  readonly sessions?: readonly AmiSession[];
  readonly away?: boolean;
};

/** Both are closed when the test ends. `away`: the port of the PBX is closed at first; `server.listen()` opens it. */
export async function openAmi(test: TestContext, options: Options = {}) {
  const { sessions = [], away = false, ...given } = options;
  const server = await startAmiReplay(sessions);
  if (away) await server.refuse();
  const client = startClient({ port: server.port, ...given });
  test.after(async () => {
    await client.connection.close();
    await server.close();
  });
  return { server, ...client };
}

function startClient(options: Partial<AmiConnectionOptions> & { readonly port: number }) {
  const events: AmiMessage[] = [];
  const states: AmiLinkState[] = [];
  /** Names of events and states in the order in which they came. */
  const story: string[] = [];
  const log: { readonly level: string; readonly text: string }[] = [];
  const changes = new EventEmitter();
  const clock = manualClock();
  const note = (level: string) => (fields: unknown, message: string) =>
    void log.push({ level, text: `${message} ${JSON.stringify(fields)}` });
  const logger: Logger = {
    debug: note("debug"),
    info: note("info"),
    warn: note("warn"),
    error: note("error"),
  };

  const connection = startAmiConnection({
    host: "127.0.0.1",
    username: "wallboard",
    secret: "not-a-real-secret",
    clock,
    logger,
    random: () => 0.5,
    onEvent: (event) => {
      events.push(event);
      story.push(event.name);
      changes.emit("change");
    },
    onState: (state) => {
      states.push(state);
      story.push(state.state);
      changes.emit("change");
    },
    ...options,
  });
  const until = async (condition: () => boolean): Promise<void> => {
    while (!condition()) await once(changes, "change");
  };
  return {
    connection,
    clock,
    events,
    states,
    story,
    log,
    until,
    /** Waits for the n-th time the link gets into a state. */
    reached: async (state: AmiLinkState["state"], times = 1): Promise<AmiLinkState | undefined> => {
      const found = () => states.filter((candidate) => candidate.state === state)[times - 1];
      await until(() => found() !== undefined);
      return found();
    },
  };
}
