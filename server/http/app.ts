import express, { type Express, type RequestHandler, type Router } from "express";

import type { Config } from "#config/schema.ts";
import type { DeliveryDesk } from "#engine/delivery-ports.ts";
import type { PastReader } from "#engine/past-ports.ts";
import type { BoardReader, Clock, Logger, Readiness, ReportReader } from "#engine/ports.ts";
import type { SystemReader } from "#engine/system-status.ts";
import type { House } from "#wire/house.ts";

import type { Access } from "./access/access.ts";
import { createProblemPage, pageStyleRouter } from "./access/problem-page.ts";
import { createWitness } from "./access/witness.ts";
import { type AlertDesk, alertsRouter } from "./alerts-router.ts";
import { deliveriesRouter } from "./deliveries-router.ts";
import { figuresRouter } from "./figures-router.ts";
import { healthRouter } from "./health-router.ts";
import { historyRouter } from "./history-router.ts";
import { hostGuard } from "./host-guard.ts";
import type { OpenApiPaths } from "./openapi.ts";
import { openApiDocument } from "./openapi.ts";
import { pageRouter } from "./page-router.ts";
import { metricsRouter } from "./metrics-router.ts";
import { nothingHere, problemHandler } from "./problem.ts";
import { reportRouter } from "./report-router.ts";
import { sameSiteGuard } from "./same-site-guard.ts";
import { systemRouter } from "./system-router.ts";
import { securityHeaders } from "./security-headers.ts";

export interface AppOptions {
  readonly config: Config;
  readonly house: House;
  readonly board: BoardReader;
  readonly reports: ReportReader;
  readonly histories: PastReader;
  readonly system: SystemReader;
  /** `null`: nothing is looked at. */
  readonly alerts: AlertDesk | null;
  readonly deliveries: DeliveryDesk;
  readonly readiness: Readiness;
  readonly access: Access;
  /** `POST /api/v1/events` and what it says of itself. `null` when no source delivers over HTTP. */
  readonly events: { readonly router: Router; readonly openApi: OpenApiPaths } | null;
  /** Doors with locks of their own, which answer for themselves; by path. */
  readonly doors: ReadonlyMap<string, Router>;
  /** `GET /api/v1/stream`. */
  readonly stream: RequestHandler;
  /** Streams that are open. */
  readonly walls: () => number;
  /** Directory of the built page. */
  readonly webRoot: string;
  /** Of real time, also when the figures are simulated. */
  readonly clock: Clock;
  readonly logger: Logger;
}

/** The doors, from the street inwards: who is asked for, who asks, what may be seen. */
export function createApp(options: AppOptions): Express {
  const { config, house, board, access, events } = options;
  const app = express();
  app.disable("x-powered-by");
  app.disable("etag");
  app.set("trust proxy", false);
  app.set("query parser", false);

  const witness = createWitness(access, options.clock);
  // Before everything else: what stands behind them must not be answered by the guards of the page.
  for (const [path, router] of options.doors) app.use(path, router);
  app.use(
    hostGuard(config.server),
    securityHeaders(isOverTls(config.server)),
    sameSiteGuard(access.refused),
    access.guard,
  );
  app.use(healthRouter(options.readiness));
  app.use(
    metricsRouter({
      board,
      readiness: options.readiness,
      walls: options.walls,
      nowMs: () => options.clock.now(),
    }),
  );
  app.use(pageStyleRouter());
  app.use(access.pages);
  if (events) app.use("/api/v1/events", events.router);
  const document = openApiDocument(events?.openApi ?? {});
  app.get("/api/v1/openapi.json", (_req, res) => {
    res.set("Cache-Control", "no-cache").json(document);
  });

  app.get("/api/v1/stream", options.stream);
  app.get("/api/v1/house", (_req, res) => {
    // A screen's new secret may go with it.
    res.set("Cache-Control", "no-store").json(house);
  });
  app.get("/api/v1/trend", (_req, res) => {
    res.set("Cache-Control", "no-store").json(board.trend());
  });
  app.use("/api/v1", figuresRouter(board, house));
  app.use("/api/v1", historyRouter(options.histories));
  app.use("/api/v1", systemRouter(options.system));
  app.use("/api/v1", reportRouter(options.reports, witness));
  if (options.alerts) app.use("/api/v1", alertsRouter(options.alerts, witness));
  app.use("/api/v1", deliveriesRouter(options.deliveries, witness));
  app.use("/api/v1", access.api);
  app.use("/api", nothingHere);
  app.use(pageRouter(options.webRoot));
  app.use(nothingHere);
  app.use(problemHandler(options.logger, createProblemPage(config.house)));
  return app;
}

/** Whether browsers reach us over TLS. */
const isOverTls = ({ tls, behindTls }: Config["server"]): boolean => behindTls || tls !== undefined;
