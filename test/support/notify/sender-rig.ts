/** A sender over a real journal and real sockets; the time of its outbox is moved by hand. */
import { hash } from "node:crypto";
import type { TestContext } from "node:test";

import { ms } from "#domain/time.ts";
import type { Logger } from "#engine/ports.ts";
import { openJournal } from "#journal/open-journal.ts";
import type { GuardedOptions } from "#notify/guarded-request.ts";
import { standardFormat } from "#notify/kinds/standard.ts";
import { overHttp } from "#notify/over-http.ts";
import type { Receiver } from "#notify/receiver.ts";
import { type Sender, startSender } from "#notify/sender.ts";
import { systemClock } from "#platform/clock.ts";
import type { DeliverySnapshot, NotificationMessage } from "#wire/alert.ts";

import { eventually } from "../eventually.ts";
import { type ManualClock, manualClock } from "../manual-clock.ts";
import { temporaryDirectory } from "../temporary-directory.ts";

export const SECRET = `whsec_${Buffer.from("0123456789abcdef0123456789abcdef").toString("base64")}`;

/** Every name is this machine. */
export const toLoopback = async () => [{ address: "127.0.0.1", family: 4 }];

export function webhook(
  id: string,
  url: string,
  options: Partial<GuardedOptions> & { readonly settings?: string } = {},
): Receiver {
  const deliver = overHttp({
    format: standardFormat({ url, secrets: [SECRET] }),
    allowHttp: true,
    allowPrivate: true,
    lookup: toLoopback,
    ca: null,
    ...options,
  });
  const settings = hash("sha256", `${url} ${options.settings ?? ""}`, "hex");
  return { id, kind: "standard", severities: ["alarm"], locale: null, settings, deliver };
}

export interface SenderRig {
  readonly sender: Sender;
  readonly clock: ManualClock;
  readonly log: readonly string[];
  readonly journal: ReturnType<typeof openJournal>;
  /** Commits messages to a receiver and wakes the sender. */
  put(receiver: string, ...messages: readonly NotificationMessage[]): void;
  row(receiver: string, id?: string): DeliverySnapshot | undefined;
  /** Resolves when the message is delivered or dead, or has been tried `attempts` times. */
  settled(receiver: string, id?: string, attempts?: number): Promise<DeliverySnapshot>;
}

export function senderRig(
  test: TestContext,
  receivers: readonly Receiver[],
  options: {
    readonly directory?: string;
    readonly clock?: ManualClock;
    readonly speed?: number;
    readonly journal?: ReturnType<typeof openJournal>;
  } = {},
): SenderRig {
  const journal =
    options.journal ??
    openJournal({ directory: options.directory ?? temporaryDirectory(test), kind: "real" });
  const clock = options.clock ?? manualClock();
  const log: string[] = [];
  const record = (fields: object, text: string): void => void log.push(JSON.stringify({ ...fields, text }));
  const logger: Logger = { debug: record, info: record, warn: record, error: record };
  const sender = startSender({
    receivers,
    outbox: journal.outbox,
    bookmarks: journal,
    labels: { pbx: { it: "centralino", en: "PBX" } },
    house: { name: "1522", locales: ["it"], timeZone: "Europe/Rome", simulated: false },
    clock,
    speed: options.speed ?? 1,
    machine: systemClock,
    random: () => 0.5,
    logger,
  });
  test.after(async () => {
    await sender.close();
    journal.close();
  });
  const row = (receiver: string, id?: string): DeliverySnapshot | undefined =>
    journal.outbox
      .deliveries(1_000)
      .find((entry) => entry.receiver === receiver && (id === undefined || entry.id === id));
  return {
    sender,
    clock,
    log,
    journal,
    put(receiver, ...messages) {
      journal.alerts.saveAlerts(
        { version: 1, state: null },
        messages.map((message) => ({ receiver, message: { ...message, atMs: clock.now() } })),
      );
      sender.wake();
    },
    row,
    async settled(receiver, id, attempts = 1) {
      await eventually(() => {
        const entry = row(receiver, id);
        return entry !== undefined && (entry.state !== "waiting" || entry.attempts >= attempts);
      });
      const entry = row(receiver, id);
      if (entry === undefined) throw new Error("the message is gone");
      return entry;
    },
  };
}

export const SHORT = ms(300);
