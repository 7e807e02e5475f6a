import { collectDefaultMetrics, Gauge, Registry } from "@prometheus-io/client";
import express, { type Request, type Response, type Router } from "express";

import type { BoardReader, Readiness } from "#engine/ports.ts";
import { SEVERITIES } from "#wire/alert.ts";
import type { ChannelSnapshot } from "#wire/board-snapshot.ts";

/** What is told is renewed no oftener: who keeps it for years shall not see one person come and go. */
const RENEWED_EVERY_MS = 60_000;
/** Fewer contacts than these are not told. */
const LEAST_CONTACTS = 3;

export interface MetricsOptions {
  readonly board: BoardReader;
  readonly readiness: Readiness;
  /** Streams that are open. */
  readonly walls: () => number;
  readonly nowMs: () => number;
}

/**
 * `GET /metrics` for Prometheus: how this process and its sources are, and of contacts the sums of the day. Who waits
 * at this moment is not in it, and no label names anything but what the configuration names.
 */
export function metricsRouter(options: MetricsOptions): Router {
  const registry = createMetrics(options);
  let told: { readonly text: string; readonly atMs: number } | null = null;
  const answer = async (_req: Request, res: Response): Promise<void> => {
    const nowMs = options.nowMs();
    if (told === null || Math.abs(nowMs - told.atMs) >= RENEWED_EVERY_MS)
      told = { text: await registry.metrics(), atMs: nowMs };
    res.set({ "Content-Type": registry.contentType, "Cache-Control": "no-store" }).send(told.text);
  };
  const router = express.Router();
  router.get("/metrics", (req, res) => answer(req, res));
  return router;
}

function createMetrics({ board, readiness, walls }: MetricsOptions): Registry {
  const registry = new Registry();
  collectDefaultMetrics({ register: registry });
  registry.registerMetric(
    new Gauge({
      name: "vedetta_ready",
      help: "1 when this process can do its work, as /readyz says.",
      registers: [],
      collect() {
        const { journalWritable, stateRebuilt, draining } = readiness.check();
        this.set(journalWritable && stateRebuilt && !draining ? 1 : 0);
      },
    }),
  );
  registry.registerMetric(
    new Gauge({
      name: "vedetta_bus_in_step",
      help: "1 when this node knows what the others know; absent when it is alone.",
      labelNames: ["state"],
      registers: [],
      collect() {
        this.reset();
        const { bus } = readiness.check();
        if (bus !== null) this.set({ state: bus }, bus === "live" ? 1 : 0);
      },
    }),
  );
  registry.registerMetric(
    new Gauge({
      name: "vedetta_walls",
      help: "Streams that are open.",
      registers: [],
      collect() {
        this.set(walls());
      },
    }),
  );
  registry.registerMetric(
    new Gauge({
      name: "vedetta_source_age_seconds",
      help: "Since a source was last heard; absent when it never was.",
      labelNames: ["source"],
      registers: [],
      collect() {
        this.reset();
        for (const { source, ageMs } of board.heartbeat().sources)
          if (ageMs !== null) this.set({ source }, Math.round(ageMs / 1_000));
      },
    }),
  );
  registry.registerMetric(
    new Gauge({
      name: "vedetta_alerts_firing",
      help: "Alerts that fire, by severity.",
      labelNames: ["severity"],
      registers: [],
      collect() {
        const firing = board.snapshot().alerts.filter(({ status }) => status === "firing");
        for (const severity of SEVERITIES)
          this.set({ severity }, firing.filter((alert) => alert.severity === severity).length);
      },
    }),
  );
  registry.registerMetric(
    new Gauge({
      name: "vedetta_contacts_today",
      help: "Contacts of this local day by what became of them; absent while there are fewer than three.",
      labelNames: ["channel", "fate"],
      registers: [],
      collect() {
        this.reset();
        for (const { channel, today } of board.snapshot().channels)
          for (const fate of FATES)
            if (today.counts[fate] >= LEAST_CONTACTS) this.set({ channel, fate }, today.counts[fate]);
      },
    }),
  );
  return registry;
}

const FATES = [
  "arrived",
  "answered",
  "abandoned",
  "unanswered",
] as const satisfies readonly (keyof ChannelSnapshot["today"]["counts"])[];
