/**
 * A helpline whose alerts are looked at on a clock that is moved by hand: a board with real
 * contacts, sources that speak or are silent, and nodes that keep their alerts in real
 * journals and deliver what is in their outboxes.
 */
import type { TestContext } from "node:test";

import { alertRulesOf } from "#config/alert-rules.ts";
import { alertsSchema } from "#config/alerts-schema.ts";
import { Board } from "#domain/board.ts";
import type { Channel, OperatorCounts, SourceId } from "#domain/contact-event.ts";
import { STRICT_RATES } from "#domain/metrics.ts";
import type { SurgeLevel } from "#domain/surge.ts";
import { type DurationMs, earlier, type EpochMs, epochMs, seconds } from "#domain/time.ts";
import { AlertRunner } from "#engine/alert-runner.ts";
import { ALONE, type Lease } from "#engine/lease.ts";
import type { Clock } from "#engine/ports.ts";
import { snapshotOf } from "#engine/snapshot.ts";
import { SourceLinks } from "#engine/source-links.ts";
import { openJournal } from "#journal/open-journal.ts";
import { createLogger } from "#platform/logger.ts";
import type { NotificationMessage } from "#wire/alert.ts";
import type { BoardSnapshot } from "#wire/board-snapshot.ts";
import type { AnnouncementSnapshot } from "#wire/outlook.ts";

import { BEAT, BOARD_RULES, calendar, CHATS, HOUSE, PBX, SOURCES } from "./alert-house.ts";
import { calmOutlook, staffingSnapshot } from "./calm-outlook.ts";
import { manualClock } from "./manual-clock.ts";
import { temporaryDirectory } from "./temporary-directory.ts";

/** How far a node gets with a message before it is killed. `sent`: the receiver has it and the node does not know. */
export type DeathStep = "saved" | "sent" | "marked";

export class AlertWorld {
  readonly #start: EpochMs;
  readonly #timers: ReturnType<typeof manualClock>;
  #offset = 0;
  readonly clock: Clock;
  readonly board = new Board({ rules: BOARD_RULES, calendar });
  readonly #links = new SourceLinks(SOURCES);
  readonly #nodes = new Set<Node>();
  /** Sources that are in touch. */
  readonly speaking = new Set<SourceId>(SOURCES);
  /** Operators needed on the phone; `null`: not known. */
  needed: number | null = null;
  surge: SurgeLevel = "none";
  announcement: AnnouncementSnapshot | null = null;
  /** What the receiver got, in its order: when, why, how grave, what. */
  readonly received: string[] = [];
  /** Its `webhook-id`s. */
  readonly ids: string[] = [];
  #contacts = 0;
  #changes = 0;

  /** An ordinary Wednesday morning, unless it is said when. */
  constructor(start = calendar.at(2026, 11, 18, 10, 0)) {
    this.#start = start;
    this.#timers = manualClock(start);
    this.clock = {
      now: () => epochMs(this.#timers.now() + this.#offset),
      after: (delay, task) => this.#timers.after(delay, task),
    };
  }

  /** The machine's clock is set; what runs by timers does not notice. */
  stepClock(by: number): void {
    this.#offset += by;
  }

  /** Time passes; sources speak and nodes deliver every five seconds. */
  live(length: DurationMs, each: () => void = () => undefined): void {
    for (let lived = 0; lived < length; lived += BEAT) {
      this.#look(each);
      for (const node of this.#nodes) node.deliver();
    }
  }

  /** The same with nodes that tell each other what they have found before they deliver it. */
  async liveTogether(length: DurationMs, exchange: () => Promise<void>): Promise<void> {
    for (let lived = 0; lived < length; lived += BEAT) {
      this.#look();
      await exchange();
      for (const node of this.#nodes) node.deliver();
    }
  }

  #look(each: () => void = () => undefined): void {
    for (const source of this.speaking) this.#links.beat(source, this.clock.now());
    each();
    this.#timers.advance(BEAT);
  }

  /** A contact whose fate is decided now, after it has waited. */
  contact(channel: Channel, fate: "answered" | "lost" | "waiting", wait: DurationMs = seconds(8)): void {
    const source = channel === "phone" ? PBX : CHATS;
    const now = this.clock.now();
    const contact = `c${(this.#contacts += 1)}`.padEnd(32, "0");
    const base = (name: string, at: EpochMs) => ({ source, contact, id: `${contact}-${name}`, at });
    const from = earlier(now, wait);
    const [language, queue, entry] = ["it", "q", "e"];
    this.board.apply({ ...base("a", from), type: "contact.arrived", channel, entry });
    this.board.apply({ ...base("q", from), type: "contact.queued", language, queue });
    if (fate === "answered") this.board.apply({ ...base("x", now), type: "contact.answered" });
    if (fate === "answered")
      this.board.apply({ ...base("e", now), type: "contact.ended", outcome: "completed" });
    if (fate === "lost") this.board.apply({ ...base("e", now), type: "contact.ended", outcome: "abandoned" });
  }

  /** People on the phone. */
  operators(counts: Partial<OperatorCounts>): void {
    const none = { available: 0, ringing: 0, busy: 0, wrapUp: 0, paused: 0, offline: 0 };
    this.board.apply({
      type: "operators.changed",
      source: PBX,
      id: `o${(this.#changes += 1)}`,
      at: this.clock.now(),
      channel: "phone",
      sequence: this.#changes,
      counts: { ...none, ...counts },
    });
  }

  /** A node of the helpline, new or started again in its directory. It looks every five seconds until it is killed or closed. */
  node(
    t: TestContext,
    options: {
      directory?: string;
      lease?: Lease;
      name?: string;
      alerts?: object;
      hearsAcknowledgements?: boolean;
    } = {},
  ): Node {
    const directory = options.directory ?? temporaryDirectory(t);
    const node = new Node(this, {
      lease: ALONE,
      hearsAcknowledgements: false,
      ...options,
      alerts: { "source-silent": { clearMinutes: 1 }, ...options.alerts },
      directory,
    });
    this.#nodes.add(node);
    t.after(() => node.kill());
    return node;
  }

  /** All processes start anew: nobody has heard of any source yet. */
  forgetLinks(): void {
    for (const source of SOURCES) this.#links.set(source, "connecting");
  }

  leave(node: Node): void {
    this.#nodes.delete(node);
  }

  receive({ atMs, cause, id, alerts }: NotificationMessage): void {
    const after = Math.round((atMs - this.#start) / 1_000);
    const time = `${Math.floor(after / 60)}:${String(after % 60).padStart(2, "0")}`;
    const what = alerts.map(({ severity, fingerprint }) => `${severity} ${fingerprint}`).join(", ");
    this.received.push(`${time} ${cause} ${what}`);
    this.ids.push(id);
  }

  get links(): SourceLinks {
    return this.#links;
  }

  snapshot(): BoardSnapshot {
    const figures = snapshotOf({
      board: this.board,
      house: { languages: [], entries: {}, rates: {} },
      calendar,
      sources: this.#links.snapshot(),
      now: this.clock.now(),
    });
    const outlook = calmOutlook(this.clock.now(), this.surge);
    return {
      ...figures,
      revision: 1,
      channels: figures.channels.map((channel) => {
        const staffing = channel.channel === "phone" ? staffingSnapshot(this.needed) : null;
        return Object.assign(channel, { gaps: [], outlook: { ...outlook, staffing, present: null } });
      }),
      together: outlook,
      knownDay: null,
      announcement: this.announcement,
      alerts: [],
      bus: null,
    };
  }
}

interface RunnerOptions {
  readonly name?: string;
  readonly lease: Lease;
  readonly alerts: object;
  readonly hearsAcknowledgements: boolean;
  readonly saved: () => void;
}

/** Looks at the world, and keeps what it finds in a journal. */
export const runnerOf = (
  world: AlertWorld,
  journal: ReturnType<typeof openJournal>,
  { lease, name, alerts, hearsAcknowledgements, saved }: RunnerOptions,
): AlertRunner =>
  new AlertRunner({
    rules: alertRulesOf(alertsSchema.parse(alerts)),
    house: HOUSE,
    receivers: [{ id: "desk", severities: ["info", "watch", "alarm"], hearsAcknowledgements }],
    head: { house: "1522", locales: ["it"], timeZone: "Europe/Rome", simulated: true },
    store: journal.alerts,
    outbox: journal.outbox,
    lease,
    node: name,
    saved,
    board: world.board,
    links: world.links,
    clusteringOf: () => null,
    feeds: { phone: [PBX], chat: [CHATS] },
    rates: { phone: STRICT_RATES, chat: STRICT_RATES },
    speed: 1,
    clock: world.clock,
    logger: createLogger("silent"),
    snapshot: () => world.snapshot(),
    changed: () => undefined,
  });

/** One process with its files. */
export class Node {
  readonly #world: AlertWorld;
  readonly #lease: Lease;
  readonly #journal: ReturnType<typeof openJournal>;
  readonly runner: AlertRunner;
  readonly directory: string;
  /** The receiver cannot be reached. */
  isStuck = false;
  /** The receiver refuses messages for good. */
  isRefused = false;
  /** The next message is its last. */
  diesWhen: DeathStep | null = null;
  #isAlive = true;

  constructor(
    world: AlertWorld,
    options: {
      directory: string;
      lease: Lease;
      name?: string;
      alerts: object;
      hearsAcknowledgements: boolean;
    },
  ) {
    this.#world = world;
    this.#lease = options.lease;
    this.directory = options.directory;
    this.#journal = openJournal({ directory: options.directory, kind: "simulated" });
    this.runner = runnerOf(world, this.#journal, { ...options, saved: () => undefined });
    this.runner.start();
  }

  /** Delivers what waits, in order. */
  deliver(): void {
    if (!this.#isAlive || this.isStuck || !this.#lease.isHeld()) return;
    for (const { seq, message } of this.#journal.outbox.next("desk", 100)) {
      if (this.isRefused) {
        this.#journal.outbox.dead(seq, this.#world.clock.now(), "http-404");
        continue;
      }
      if (this.diesWhen !== "saved") this.#world.receive(message);
      if (this.diesWhen === null || this.diesWhen === "marked")
        this.#journal.outbox.delivered(seq, this.#world.clock.now());
      if (this.diesWhen !== null) return this.kill();
    }
  }

  /** What is shown: status, severity and fingerprint of each alert. */
  get shown(): string[] {
    return this.runner.shown.map(
      ({ status, severity, fingerprint }) => `${status} ${severity} ${fingerprint}`,
    );
  }

  get isAlive(): boolean {
    return this.#isAlive;
  }

  /** Ends without a chance to write anything. */
  kill(): void {
    if (!this.#isAlive) return;
    this.#isAlive = false;
    this.#world.leave(this);
    this.runner.stop();
    this.#journal.close();
  }

  close(): void {
    if (!this.#isAlive) return;
    this.runner.close();
    this.kill();
  }
}
