/**
 * The engine: the only mutable state of the program. Takes events in, commits
 * them, folds them into the board, and lets walls read it.
 */
import { Board } from "#domain/board.ts";
import type { Channel, ContactKey, HelplineEvent, SourceId } from "#domain/contact-event.ts";
import type { TimeRange } from "#domain/ledger-cell.ts";
import { ms } from "#domain/time.ts";
import type { BoardSnapshot, SourceSnapshot } from "#wire/board-snapshot.ts";
import type { Trend, TrendChannel } from "#wire/trend.ts";

import { AlertClustering } from "./alert-clustering.ts";
import { AlertRunner } from "./alert-runner.ts";
import { AcceptQueue } from "./accept-queue.ts";
import { BusDesk } from "./bus-desk.ts";
import { loadBoard, saveBoard } from "./checkpoint.ts";
import type { EngineOptions } from "./engine-options.ts";
import { figuresAlone } from "./figures-alone.ts";
import { Housekeeper, silentBefore } from "./housekeeper.ts";
import type { Acceptance, BoardReader, EventSink, Readiness } from "./ports.ts";
import { Coverage } from "./coverage.ts";
import { createOutlooks } from "./create-outlooks.ts";
import { Ledger } from "./ledger.ts";
import type { Outlooks } from "./outlooks.ts";
import { Publisher } from "./publisher.ts";
import { snapshotOf } from "./snapshot.ts";
import { SourceLinks } from "./source-links.ts";
import { trendOf } from "./trend-now.ts";

/** A source not heard of for longer, in real time, was silent: what came meanwhile is not known. */
const SILENT_AFTER_MS = 60_000;

export class Engine implements EventSink, BoardReader, Readiness {
  readonly #options: EngineOptions;
  readonly #board: Board;
  readonly #links: SourceLinks;
  /** Counts by hour, for reports. */
  readonly ledger: Ledger;
  readonly alerts: AlertRunner | null;
  /** What other nodes tell, and are told. */
  readonly bus: BusDesk;
  readonly #coverage: Coverage;
  readonly #outlooks: Outlooks | null;
  readonly #queue: AcceptQueue;
  readonly #publisher: Publisher;
  readonly #housekeeper: Housekeeper;
  #draining = false;

  /** Rebuilds the board from the journal before it returns. */
  constructor(options: EngineOptions) {
    this.#options = options;
    const { saved, afterSeq } = loadBoard(options.journal, options.codec);
    this.#board = new Board({ rules: options.rules, calendar: options.calendar, saved });
    this.#links = new SourceLinks(options.sources);
    for (const entries of options.journal.replay(afterSeq))
      for (const { event } of entries) this.#board.apply(event);
    this.#board.loseTrackBefore(silentBefore(options.clock.now(), options.speed));
    this.ledger = new Ledger({
      board: this.#board,
      store: options.ledger,
      journal: options.journal,
      clock: options.clock,
      calendar: options.calendar,
      logger: options.logger,
    });
    this.#coverage = new Coverage(ms(SILENT_AFTER_MS * options.speed));
    this.#outlooks = this.#createOutlooks();
    this.alerts = this.#createAlerts();
    this.bus = new BusDesk({
      ...options,
      board: this.#board,
      ledger: this.ledger,
      links: this.#links,
      coverage: this.#coverage,
      told: (range) => this.#outlooks?.told(range),
      settle: () => this.#housekeeper.settle(),
      relearn: () => void this.#outlooks?.relearn(),
      changed: () => this.#publisher.changed(),
    });
    this.#publisher = new Publisher({ clock: options.clock, speed: options.speed, take: () => this.#take() });
    this.#housekeeper = new Housekeeper({
      ...options,
      board: this.#board,
      ledger: this.ledger,
      isBehind: () => this.bus.snapshot?.state === "catching-up",
    });
    this.#queue = new AcceptQueue({
      ...options,
      fold: (event) => this.#fold(event),
      committed: () => {
        this.#publisher.changed();
        this.bus.committed();
      },
    });
  }

  /** Starts what runs by the clock. */
  start(): void {
    this.#publisher.start();
    this.#housekeeper.start();
    this.#outlooks?.start();
    this.alerts?.start();
  }

  /** Resolves when what is usual has been learned for the first time. */
  get learned(): Promise<void> {
    return this.#outlooks?.learned ?? Promise.resolve();
  }

  accept(events: readonly HelplineEvent[]): Promise<readonly Acceptance[]> {
    return this.#queue.accept(events);
  }

  /** An adapter tells how its link stands. */
  linkChanged(source: SourceId, link: SourceSnapshot["link"]): void {
    if (this.#links.set(source, link)) this.#publisher.changed();
  }

  /** A source has told everything of this range, though perhaps later: nothing of it is a gap. */
  told(source: SourceId, range: TimeRange): void {
    this.#coverage.told(source, range);
    this.ledger.told(source, range, this.#options.clock.now());
    this.#outlooks?.told(range);
  }

  /** Whether the contact is on the board, under this pseudonym. */
  knows(contact: ContactKey): boolean {
    return this.#board.has(contact);
  }

  snapshot(): BoardSnapshot {
    return this.#publisher.latest;
  }

  onSnapshot(listener: (snapshot: BoardSnapshot) => void): () => void {
    return this.#publisher.onSnapshot(listener);
  }

  heartbeat() {
    const { clock, speed } = this.#options;
    const now = clock.now();
    return {
      nowMs: now,
      speed,
      revision: this.#publisher.latest.revision,
      bus: this.bus.snapshot,
      sources: this.#links.ages(now, speed),
    };
  }

  trend(): Trend {
    const usualOf = (channel: Channel): TrendChannel["usual"] => this.#outlooks?.usualOf(channel) ?? null;
    return trendOf(this.#board, usualOf, this.#options.clock.now());
  }

  check() {
    // Without a new event nobody would notice that the disk has recovered.
    return {
      journalWritable: this.#queue.writable || this.#options.journal.probe(),
      stateRebuilt: true,
      draining: this.#draining,
      bus: this.bus.snapshot?.state ?? null,
    };
  }

  /** From now on `/readyz` says no. */
  drain(): void {
    this.#draining = true;
  }

  /** Saves the board, so that the next start is quick. */
  async close(): Promise<void> {
    this.#publisher.close();
    this.alerts?.close();
    await this.#housekeeper.close();
    await this.#outlooks?.close();
    saveBoard(this.#board, this.#options.journal, this.#options.codec);
  }

  #fold(event: HelplineEvent): void {
    const now = this.#options.clock.now();
    this.ledger.heard(event, now);
    if (event.type === "source.heartbeat" || this.#options.heardByEvents.has(event.source)) {
      this.#coverage.heard(event.source, now);
      if (this.#links.beat(event.source, now)) this.#publisher.changed();
    }
    this.#board.apply(event);
  }

  #createOutlooks(): Outlooks | null {
    const { ledger: store, outlook } = this.#options;
    if (outlook === null) return null;
    return createOutlooks({
      ...this.#options,
      outlook,
      board: this.#board,
      coverage: this.#coverage,
      ledger: this.ledger,
      store,
      changed: () => this.#publisher.changed(),
    });
  }

  #createAlerts(): AlertRunner | null {
    const { alerts, house } = this.#options;
    if (alerts === null) return null;
    const { rates } = house;
    const clustering = new AlertClustering({ ...this.#options, ledger: this.ledger, rates });
    return new AlertRunner({
      ...this.#options,
      ...alerts,
      board: this.#board,
      links: this.#links,
      rates,
      clusteringOf: (channel, threshold, now) => clustering.of(channel, threshold, now),
      snapshot: () => this.#publisher.latest,
      changed: () => this.#publisher.changed(),
    });
  }

  #take() {
    const { house, calendar, clock } = this.#options;
    const figures = snapshotOf({
      board: this.#board,
      house,
      calendar,
      sources: this.#links.snapshot(),
      now: clock.now(),
    });
    return {
      ...(this.#outlooks?.beside(figures) ?? figuresAlone(figures)),
      alerts: this.alerts?.shown ?? [],
      bus: this.bus.snapshot,
    };
  }
}
