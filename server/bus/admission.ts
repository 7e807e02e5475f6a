/**
 * Nodes of one bus have one secret. With another one a node would give contacts other names, and what
 * both take in would count twice everywhere. So a key on the bus holds a fingerprint of the secret, every
 * node looks at it before anything else and each second afterwards, and to whoever has another one the bus
 * is as good as away. The key lives for a minute: when no node of the secret is left, another may come.
 */
import { createHmac } from "node:crypto";

import { minutes, seconds } from "#domain/time.ts";
import type { Clock, Logger } from "#engine/ports.ts";

import { ignoreExpected } from "./answers.ts";
import type { BusConnection, BusReader } from "./connection.ts";
import { every } from "./every.ts";
import { BusUnavailable, isRefusal } from "./guarded-redis.ts";

const LIFE = minutes(1);
const LOOK_EVERY = seconds(1);
/** A process that was stopped for so long looks again before it writes: the key may have gone meanwhile. */
const GOOD_FOR = LIFE / 2;
/** Who was refused leaves so many looks to the nodes that were there, for the key goes with everything else when the bus is emptied. */
const LOOKS_LEFT_TO_OTHERS = 5;

/** Answers whether the nodes have this secret. Where nobody has said one it is said, if this node may. */
const LOOK = `
local found = redis.call('GET', KEYS[1])
if found == false then
  if ARGV[3] ~= 'may-begin' then return 'none' end
  redis.call('SET', KEYS[1], ARGV[1], 'PX', ARGV[2])
elseif found == ARGV[1] then
  redis.pcall('PEXPIRE', KEYS[1], ARGV[2])
else
  return 'another'
end
return 'same'`;

const DIFFERS =
  "this node has another secret than the nodes on the bus, so it takes no part and goes on with what reaches it alone: " +
  "put the same bus.secretFile on every node and start again the one whose file was wrong";

/** Tells nothing of the secret, which is 256 random bits. `prefix`: houses that share a Redis have one each. */
export const fingerprintOf = (secret: string, prefix: string): string =>
  createHmac("sha256", secret).update(`vedetta nodes of ${prefix}`).digest("hex");

/** As the connection it is made of, and up only while this node may take part. */
export interface AdmittedConnection extends BusConnection {
  /** Nodes with another secret are on the bus. */
  readonly isRefused: boolean;
}

export interface AdmissionOptions {
  readonly connection: BusConnection;
  /** Where the fingerprint stands. */
  readonly key: string;
  readonly fingerprint: string;
  /** Where this node has its secret from, for the log. */
  readonly file: string;
  readonly clock: Clock;
  /** Milliseconds that no step of the clock changes, and that go on while the process is stopped. */
  readonly monotonic: () => number;
  readonly logger: Logger;
}

export function admit(options: AdmissionOptions): AdmittedConnection {
  const { connection, key, fingerprint, file, clock, monotonic, logger } = options;
  const listeners = new Set<(isUp: boolean) => void>();
  const waiting = new Set<PromiseWithResolvers<void>>();
  /** Over the connection that there is now. */
  let isAdmitted = false;
  /** When the bus was asked that said so last. */
  let admittedAt = -Infinity;
  let isRefused = false;
  let freeLooks = 0;
  let isLooking = false;
  let isClosed = false;

  const isUp = (): boolean => isAdmitted && connection.isUp && monotonic() - admittedAt <= GOOD_FOR;

  const turn = (next: boolean): void => {
    isAdmitted = next;
    for (const listener of listeners) listener(next);
  };

  const refuse = (): void => {
    if (isRefused) return;
    isRefused = true;
    logger.error({ file }, DIFFERS);
    turn(false);
  };

  const welcome = (askedAt: number): void => {
    if (isRefused) logger.info({}, "the nodes on the bus have the secret of this node: it takes part");
    isRefused = false;
    freeLooks = 0;
    admittedAt = askedAt;
    if (!isAdmitted) turn(true);
    for (const { resolve } of waiting) resolve();
    waiting.clear();
  };

  const ask = async (): Promise<void> => {
    const askedAt = monotonic();
    try {
      const may = !isRefused || freeLooks >= LOOKS_LEFT_TO_OTHERS ? "may-begin" : "must-wait";
      const answer = await connection.write((redis) => redis.eval(LOOK, 1, key, fingerprint, LIFE, may));
      if (isClosed) return;
      freeLooks = answer === "none" ? freeLooks + 1 : 0;
      if (answer === "same") welcome(askedAt);
      else if (answer === "another") refuse();
    } catch (error) {
      ignoreExpected(error);
      // The server is there and refuses to say: this node knows no better than before.
      if (isAdmitted && isRefusal(error)) admittedAt = askedAt;
    }
  };

  const look = (): void => {
    if (isLooking || isClosed || !connection.isUp) return;
    isLooking = true;
    void ask().finally(() => (isLooking = false));
  };
  const stopHearing = connection.onChange((next) => (next ? look() : turn(false)));
  const stopLooking = every(clock, LOOK_EVERY, look);
  look();

  const begun = async (): Promise<void> => {
    if (isClosed) throw new BusUnavailable("the bus is closed");
    const turnOf = Promise.withResolvers<void>();
    waiting.add(turnOf);
    await turnOf.promise;
  };

  /** Waits until this node may take part, however long that takes. */
  const guard = (reader: Pick<BusReader, "read">, close: () => void): Omit<BusReader, "renew"> => {
    const closed = Promise.withResolvers<never>();
    closed.promise.catch(() => undefined);
    return {
      async read(question) {
        while (!isUp()) await Promise.race([begun(), closed.promise]);
        const answer = await reader.read(question);
        // What others wrote while it waited is not for a node that was refused meanwhile.
        if (isRefused) throw refused();
        return answer;
      },
      close() {
        closed.reject(new BusUnavailable("the bus is closed"));
        close();
      },
    };
  };
  const events = guard(connection, () => connection.stopReading());

  return {
    get isUp() {
      return isUp();
    },
    get isRefused() {
      return isRefused;
    },
    onChange(listener) {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
    async write(question) {
      if (!isUp()) throw refused();
      return connection.write(question);
    },
    read: (question) => events.read(question),
    openReader(part) {
      const reader = connection.openReader(part);
      return { ...guard(reader, () => reader.close()), renew: () => reader.renew() };
    },
    stopReading: () => events.close(),
    renewReading: () => connection.renewReading(),
    subscribe(channel, heard, begin = () => undefined) {
      let isHeard = false;
      const stop = connection.subscribe(
        channel,
        (message) => {
          if (isUp()) heard(message);
        },
        () => {
          isHeard = true;
          if (isUp()) begin();
        },
      );
      const onTurn = (next: boolean): void => {
        if (next && isHeard) begin();
      };
      listeners.add(onTurn);
      return () => {
        listeners.delete(onTurn);
        stop();
      };
    },
    close() {
      isClosed = true;
      stopHearing();
      stopLooking();
      for (const { reject } of waiting) reject(new BusUnavailable("the bus is closed"));
      waiting.clear();
      connection.close();
    },
  };
}

const refused = (): BusUnavailable => new BusUnavailable("this node may not take part yet");
