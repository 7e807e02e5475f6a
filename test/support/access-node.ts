/** What a node knows of who may come in, with a real file and a real connection to a real Redis. */
import assert from "node:assert/strict";

import { Accounts } from "#access/accounts.ts";
import { Screens } from "#access/screens.ts";
import { Sessions } from "#access/sessions.ts";
import { totpAt } from "#access/totp.ts";
import { PATIENCE } from "#bus/connection.ts";
import { accessSchema } from "#config/access-schema.ts";
import { busSchema } from "#config/bus-schema.ts";
import { loadConfig } from "#config/load-config.ts";
import { type EpochMs, epochMs } from "#domain/time.ts";
import type { Clock } from "#engine/ports.ts";
import { systemClock } from "#platform/clock.ts";

import { openGuardBook } from "../../server/guard-book.ts";
import { PASSWORD } from "./access-house.ts";
import { connectRig, NODES_SECRET } from "./bus-rig.ts";
import { PRODUCERS_CONFIG } from "./cloud-events.ts";
import type { Owner } from "./owner.ts";
import type { RedisServer } from "./redis-server.ts";

export type AccessNode = ReturnType<typeof openAccessNode>;

export function openAccessNode(
  owner: Owner,
  options: {
    readonly directory: string;
    readonly name: string;
    readonly server: RedisServer;
    readonly clock?: Clock;
  },
) {
  const { directory, name, server, clock = systemClock } = options;
  const settings = { url: server.url, secretFile: NODES_SECRET };
  const access = accessSchema.parse({});
  const rig = connectRig(owner, settings, { node: name, patience: PATIENCE });
  const said: string[] = [];
  const record = (_fields: object, message: string): void => void said.push(message);
  const guardBook = openGuardBook({
    config: {
      ...loadConfig(PRODUCERS_CONFIG),
      dataDirectory: directory,
      access,
      bus: busSchema.parse(settings),
    },
    connection: rig.bus,
    clock,
    logger: { debug: record, info: record, warn: record, error: record },
  });
  const { database, pairings, mayRenew } = guardBook;
  const sessions = new Sessions(database, { idle: access.idleMinutes, absolute: access.sessionHours });
  const screens = new Screens(database, mayRenew);
  let isOpen = true;
  const close = (): void => {
    if (isOpen) guardBook.close();
    isOpen = false;
  };
  owner.after(close);
  return {
    ...guardBook,
    directory,
    said,
    rig,
    pairings,
    sessions,
    screens,
    accounts: new Accounts(database),
    /** All that is the same on all nodes, as text. */
    picture: (): string =>
      database.run((file) =>
        JSON.stringify(
          ["accounts", "sessions", "screens", "gone"].map((table) =>
            file.prepare(`SELECT * FROM ${table}`).all(),
          ),
          (_, value: unknown) => (value instanceof Uint8Array ? Buffer.from(value).toString("hex") : value),
          1,
        ),
      ),
    close,
    /** As if its process had been killed and its disk were gone. */
    die() {
      rig.bus.close();
      close();
    },
  };
}

export const now = (): EpochMs => epochMs(Date.now());

/** The code that its authenticator shows. */
export const codeOf = (secret: Uint8Array): string => totpAt(secret, Math.floor(Date.now() / 30_000));

/** An account that was set up, with the secret of its authenticator; its present code may still be used. */
export async function readyAccount(accounts: Accounts, name: string): Promise<Uint8Array> {
  const invitation = accounts.invite(name, "supervisor", now());
  const secret = await accounts.beginSetup(name, invitation, PASSWORD, now());
  assert.ok(secret);
  const before = totpAt(secret, Math.floor(Date.now() / 30_000) - 1);
  assert.ok(accounts.endSetup(name, invitation, before, now()));
  return secret;
}
