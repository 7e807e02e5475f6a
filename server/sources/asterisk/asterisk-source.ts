/**
 * One PBX as a source: keeps the link, puts messages, rows and time into the
 * reducer, gets in step after every lost connection, and delivers what comes out.
 */
import { earlier, hours, seconds } from "#domain/time.ts";
import type { AsteriskConfig } from "#config/source-schema.ts";
import { Delivery } from "#engine/delivery.ts";
import type { Bookmarks, Clock, EventSink, Logger, Pseudonyms, RunningSource } from "#engine/ports.ts";
import { StateEvents } from "#engine/state-events.ts";

import { type AmiConnection, type AmiLinkState, startAmiConnection } from "./ami-connection.ts";
import type { AmiMessage } from "./ami-message.ts";
import type { AmiTiming } from "./ami-timing.ts";
import { BootRecord } from "./boot-record.ts";
import { ClockSkew } from "./clock-skew.ts";
import { decodeTimestamp } from "./decode-ami.ts";
import { Inquiry } from "./inquiry.ts";
import { PbxTime } from "./pbx-time.ts";
import { Presence } from "./presence.ts";
import { decodeQueueLogRow, timeOf } from "./queue-log.ts";
import { QueueNames } from "./queue-names.ts";
import { QueueLogFollower } from "./queue-log-follower.ts";
import { type PhoneHouse, reducerContext } from "./reducer-context.ts";
import { Reducer } from "./reducer.ts";
import { TimedDelivery } from "./timed-delivery.ts";
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

const TICK = seconds(1);
const AUDIT_EVERY = seconds(45);
const RETRY_IN_STEP = seconds(5);
/** Older rows of queue_log cannot change anything any more. */
const OLDEST_ROW = hours(24);

export function startAsterisk(options: AsteriskOptions): RunningSource {
  return new Source(options);
}

class Source implements RunningSource {
  readonly #options: AsteriskOptions;
  readonly #reducer: Reducer;
  readonly #delivery: Delivery;
  readonly #state: StateEvents;
  readonly #presence: Presence;
  readonly #time: PbxTime;
  readonly #skew: ClockSkew;
  readonly #told: TimedDelivery;
  readonly #boot: BootRecord;
  readonly #follower: QueueLogFollower | null;
  readonly #connection: AmiConnection;
  readonly #inquiry: Inquiry;
  readonly #timers: Timers;
  /** Grows with every change of the link: what was begun before it is let go. */
  #session = 0;
  #sawShutdown = false;
  #restarted = false;
  #toldTooLate = false;
  #tallied = "";

  constructor(options: AsteriskOptions) {
    this.#options = options;
    const { config, secret, house, pseudonyms, sink, bookmarks, clock, logger, random } = options;
    this.#reducer = new Reducer(reducerContext(config, house, pseudonyms));
    this.#delivery = new Delivery({
      sink,
      clock,
      onGap: () => this.#catchUp(),
      onTooLate: (events) => void this.#onTooLate(events),
    });
    this.#state = new StateEvents({ source: config.id, channel: "phone", pseudonyms, clock });
    this.#time = new PbxTime(clock);
    this.#timers = new Timers(clock);
    this.#presence = new Presence({
      delivery: this.#delivery,
      state: this.#state,
      reducer: this.#reducer,
      time: this.#time,
      timers: this.#timers,
      onLink: options.onLink,
    });
    this.#boot = new BootRecord({ bookmarks, bookmark: `asterisk.${config.id}.boot`, clock });
    this.#follower =
      config.queueLogFile === undefined
        ? null
        : new QueueLogFollower({
            path: config.queueLogFile,
            bookmarks,
            bookmark: `asterisk.${config.id}.queue-log`,
            logger,
            onLine: (line) => this.#onLine(line),
            committed: async () => void (await this.#delivery.committed()),
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
    const names = new QueueNames({ source: config.id, configured: Object.keys(config.queues), logger });
    this.#inquiry = new Inquiry(this.#connection, names);
    this.#skew = new ClockSkew({ source: config.id, clock, logger, ask: () => this.#inquiry.time() });
    this.#told = new TimedDelivery(this.#delivery, this.#skew);
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
    this.#told.push(this.#reducer.event(event, at ?? now, now));
    if (event.name === "Shutdown") this.#sawShutdown = true;
    // A reload may change queues and members without one event of its own.
    if (event.name === "Reload" && this.#presence.live) void this.#begin();
    this.#presence.operatorsMayHaveChanged();
  }

  #onLine(line: string): void {
    const decoded = decodeQueueLogRow(line);
    if (!decoded.ok) return;
    const { row } = decoded;
    const now = this.#time.now();
    if (timeOf(row) > earlier(now, OLDEST_ROW))
      this.#told.push(this.#reducer.row(row, this.#boot.bootedAt(now)));
  }

  #onState(link: AmiLinkState): void {
    if (link.state === "up") {
      this.#restarted ||= this.#boot.connected(link.uptime) || this.#sawShutdown;
      void this.#begin();
    }
    if (link.state !== "down") return;
    this.#session += 1;
    this.#timers.cancel("listing");
    this.#boot.disconnected();
    this.#presence.end();
    this.#logTally();
  }

  /** The journal was away for so long that events were left out: as after a lost connection. */
  #catchUp(): void {
    this.#presence.end();
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
    await this.#learnTime();
    if (session !== this.#session) return false;
    this.#told.begin();
    const askedAt = this.#time.now();
    const listing = await this.#inquiry.queues();
    if (session !== this.#session || listing === null) return false;
    this.#reducer.replaceMembers(listing.members);
    const channels = await this.#inquiry.channels();
    this.#reducer.link(channels ?? []);
    await this.#follower?.poll();
    if (session !== this.#session) return false;
    const standing = this.#reducer.listing({
      ...listing,
      askedAt,
      channels,
      restarted: this.#restarted,
    });
    // An audit that finds all as it should be says nothing.
    if (!this.#presence.live || !standing.inStep)
      this.#told.push([this.#state.resynced({ ...standing, restarted: this.#restarted }, askedAt)]);
    this.#restarted = false;
    this.#sawShutdown = false;
    this.#toldTooLate = false;
    this.#presence.begin();
    this.#presence.tellOperators();
    this.#logTally();
    return true;
  }

  /** Events may be long in coming, and after a step of its clock the newest stamp is of another time. */
  async #learnTime(): Promise<void> {
    const { slowBy } = this.#skew;
    const at = await this.#skew.measure();
    if (at !== null && (!this.#time.known || this.#skew.slowBy !== slowBy)) this.#time.observe(at);
  }

  /** Rows of yesterday, or the clock of the PBX was set back a day: a look at it tells which. */
  async #onTooLate(events: number): Promise<void> {
    const { config, logger } = this.#options;
    if (this.#toldTooLate) return;
    this.#toldTooLate = true;
    logger.warn({ source: config.id, events }, "events older than 24 h are not counted");
    const { slowBy } = this.#skew;
    await this.#learnTime();
    if (this.#skew.slowBy !== slowBy) this.#catchUp();
  }

  /** To be held against queue_log, which counts so too. */
  #logTally(): void {
    const queues = Object.fromEntries(this.#reducer.tally());
    const text = JSON.stringify(queues);
    if (text !== this.#tallied) this.#options.logger.debug({ queues }, "stays counted per queue");
    this.#tallied = text;
  }

  #tick(): void {
    if (this.#told.begun) void this.#follower?.poll();
    // While the link is down nothing is decided by waiting: the fact may be in the gap.
    if (!this.#presence.live) return;
    this.#told.push(this.#reducer.advance(this.#time.now()));
    this.#presence.tellOperators();
  }
}
