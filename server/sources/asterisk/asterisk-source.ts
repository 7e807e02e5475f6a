/**
 * One PBX as a source: keeps the link, puts messages, rows and time into the
 * reducer, gets in step after every lost connection, and delivers what comes out.
 */
import { earlier, elapsed, type EpochMs, hours, ms, seconds } from "#domain/time.ts";
import type { AsteriskConfig } from "#config/source-schema.ts";
import type { Bookmarks, Clock, EventSink, Logger, Pseudonyms, RunningSource } from "#engine/ports.ts";

import { type AmiConnection, type AmiLinkState, startAmiConnection } from "./ami-connection.ts";
import type { AmiMessage } from "./ami-message.ts";
import type { AmiTiming } from "./ami-timing.ts";
import { BootRecord } from "./boot-record.ts";
import { decodeTimestamp } from "./decode-ami.ts";
import { Delivery } from "./delivery.ts";
import { decodeChannelListing, decodeQueueListing } from "./listing.ts";
import { PbxTime } from "./pbx-time.ts";
import { decodeQueueLogRow } from "./queue-log.ts";
import { QueueLogFollower } from "./queue-log-follower.ts";
import type { QueueTally } from "./queue-tally.ts";
import { type PhoneHouse, reducerContext } from "./reducer-context.ts";
import { Reducer } from "./reducer.ts";
import { StateEvents } from "./state-events.ts";
import { Timers } from "./timers.ts";

export interface AsteriskOptions {
  readonly config: AsteriskConfig;
  readonly secret: string;
  readonly house: PhoneHouse;
  readonly sink: EventSink;
  readonly pseudonyms: Pseudonyms;
  readonly bookmarks: Bookmarks;
  readonly clock: Clock;
  readonly logger: Logger;
  /** From 0 up to 1. */
  readonly random: () => number;
  readonly onLink: (link: "connecting" | "live" | "lost") => void;
  readonly timing?: Partial<AmiTiming>;
}

export interface AsteriskSource extends RunningSource {
  /** Per queue and by stays, as queue_log counts; for diagnosis. */
  tally(): QueueTally;
}

const TICK = seconds(1);
const HEARTBEAT_EVERY = seconds(5);
const AUDIT_EVERY = seconds(45);
const RETRY_IN_STEP = seconds(5);
/** Changes of operators come once per queue; they are told together. */
const OPERATORS_SETTLE = ms(250);
/** Older rows of queue_log cannot change anything any more. */
const OLDEST_ROW = hours(24);

export function startAsterisk(options: AsteriskOptions): AsteriskSource {
  return new Source(options);
}

class Source implements AsteriskSource {
  readonly #options: AsteriskOptions;
  readonly #reducer: Reducer;
  readonly #delivery: Delivery;
  readonly #state: StateEvents;
  readonly #time: PbxTime;
  readonly #boot: BootRecord;
  readonly #follower: QueueLogFollower | null;
  readonly #connection: AmiConnection;
  readonly #timers: Timers;
  /** Grows with every change of the link: what was begun before it is let go. */
  #session = 0;
  #live = false;
  #lostAt: EpochMs | null = null;
  #sawShutdown = false;
  #restarted = false;
  #mayListChannels = true;

  constructor(options: AsteriskOptions) {
    this.#options = options;
    const { config, secret, house, pseudonyms, sink, bookmarks, clock, logger, random } = options;
    this.#reducer = new Reducer(reducerContext(config, house, pseudonyms));
    this.#delivery = new Delivery({ sink, clock, random, onGap: () => this.#catchUp() });
    this.#state = new StateEvents({ source: config.id, pseudonyms, clock });
    this.#time = new PbxTime(clock);
    this.#timers = new Timers(clock);
    this.#boot = new BootRecord(bookmarks, `asterisk.${config.id}.boot`);
    this.#follower =
      config.queueLogFile === undefined
        ? null
        : new QueueLogFollower({
            path: config.queueLogFile,
            bookmarks,
            bookmark: `asterisk.${config.id}.queue-log`,
            logger,
            onLine: (line) => this.#onLine(line),
            committed: () => this.#delivery.committed(),
          });
    options.onLink("connecting");
    this.#timers.every("tick", TICK, () => this.#tick());
    this.#connection = startAmiConnection({
      host: config.host,
      port: config.port,
      username: config.username,
      secret,
      // With markers the events of every channel are not needed.
      eventMask: config.markers === "yes" ? "system,agent,user" : "system,call,agent,user",
      clock,
      logger,
      random,
      timing: options.timing ?? {},
      onEvent: (event) => this.#onEvent(event),
      onState: (state) => this.#onState(state),
    });
  }

  tally(): QueueTally {
    return this.#reducer.tally();
  }

  async close(): Promise<void> {
    this.#session += 1;
    this.#timers.close();
    await this.#connection.close();
    await this.#follower?.close();
    this.#delivery.close();
  }

  #onEvent(event: AmiMessage): void {
    const at = decodeTimestamp(event);
    if (at !== undefined) this.#time.observe(at);
    const now = this.#time.now();
    this.#delivery.push(this.#reducer.event(event, at ?? now, now));
    if (event.name === "Shutdown") this.#sawShutdown = true;
    // A reload may change queues and members without one event of its own.
    if (event.name === "Reload" && this.#live) void this.#begin();
    if (this.#live && !this.#timers.has("operators"))
      this.#timers.after("operators", OPERATORS_SETTLE, () => this.#tellOperators());
  }

  #onLine(line: string): void {
    const decoded = decodeQueueLogRow(line);
    if (!decoded.ok) return;
    const { row } = decoded;
    const at = row.type === "call" ? row.fact.at : row.at;
    if (at > earlier(this.#time.now(), OLDEST_ROW)) this.#delivery.push(this.#reducer.row(row, at));
  }

  #onState(link: AmiLinkState): void {
    if (link.state === "up") {
      // By our own clock: that of the PBX is not known before its first event.
      const here = this.#options.clock.now();
      const gap = this.#lostAt === null ? null : elapsed(this.#lostAt, here);
      const isRestarted = this.#boot.isRestarted(link.uptime, gap, here);
      this.#restarted ||= isRestarted || this.#sawShutdown;
      void this.#begin();
    }
    if (link.state !== "down") return;
    this.#session += 1;
    this.#timers.cancel("listing");
    this.#lose();
  }

  #lose(): void {
    if (!this.#live) return;
    this.#live = false;
    this.#lostAt = this.#options.clock.now();
    this.#timers.cancel("heartbeat");
    this.#options.onLink("lost");
  }

  /** The journal was away for so long that events were left out: as after a lost connection. */
  #catchUp(): void {
    this.#lose();
    void this.#begin();
  }

  /** Gets in step, or makes sure of it; tries again later when the PBX does not answer. */
  async #begin(): Promise<void> {
    const session = (this.#session += 1);
    const done = await this.#getInStep(session);
    if (session !== this.#session) return;
    this.#timers.after("listing", done ? AUDIT_EVERY : RETRY_IN_STEP, () => void this.#begin());
  }

  /** False when the PBX gave no listing, or the link has changed meanwhile. */
  async #getInStep(session: number): Promise<boolean> {
    const askedAt = this.#time.now();
    const queues = await this.#connection.list("QueueStatus");
    if (session !== this.#session || !queues.ok) return false;
    const listing = decodeQueueListing(queues.items);
    this.#reducer.replaceMembers(listing.members);
    const channels = this.#mayListChannels ? await this.#connection.list("CoreShowChannels") : null;
    if (channels?.ok === false && channels.reason === "refused") this.#mayListChannels = false;
    await this.#follower?.poll();
    if (session !== this.#session) return false;
    const standing = this.#reducer.listing({
      ...listing,
      askedAt,
      channels: channels?.ok === true ? decodeChannelListing(channels.items) : null,
      restarted: this.#restarted,
    });
    // An audit that finds all as it should be says nothing.
    if (!this.#live || !standing.inStep)
      this.#delivery.push([this.#state.resynced(standing, askedAt, this.#restarted)]);
    this.#restarted = false;
    this.#sawShutdown = false;
    if (!this.#live) this.#goLive();
    this.#tellOperators();
    return true;
  }

  #goLive(): void {
    this.#live = true;
    this.#state.forgetOperators();
    this.#options.onLink("live");
    const beat = (): void => {
      if (this.#delivery.idle) this.#delivery.push([this.#state.heartbeat()]);
    };
    this.#timers.every("heartbeat", HEARTBEAT_EVERY, beat);
    beat();
  }

  #tick(): void {
    void this.#follower?.poll();
    // While the link is down nothing is decided by waiting: the fact may be in the gap.
    if (!this.#live) return;
    this.#delivery.push(this.#reducer.advance(this.#time.now()));
    this.#tellOperators();
  }

  #tellOperators(): void {
    this.#timers.cancel("operators");
    if (!this.#live || !this.#delivery.idle) return;
    const now = this.#time.now();
    this.#delivery.push(this.#state.operators(this.#reducer.operators(now), now));
  }
}
