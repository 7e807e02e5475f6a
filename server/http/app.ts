import express, { type Express, type RequestHandler, type Router } from "express";

import type { Config } from "#config/schema.ts";
import type { DeliveryDesk } from "#engine/delivery-ports.ts";
import type { BoardReader, Logger, Readiness, ReportReader } from "#engine/ports.ts";
import type { House } from "#wire/house.ts";

import type { Access } from "./access/access.ts";
import { type AlertDesk, alertsRouter } from "./alerts-router.ts";
import { deliveriesRouter } from "./deliveries-router.ts";
import { figuresRouter } from "./figures-router.ts";
import { healthRouter } from "./health-router.ts";
import { hostGuard } from "./host-guard.ts";
import type { OpenApiPaths } from "./openapi.ts";
import { openApiDocument } from "./openapi.ts";
import { ownMachineOnly } from "./own-machine.ts";
import { pageRouter } from "./page-router.ts";
import { nothingHere, problemHandler } from "./problem.ts";
import { reportRouter } from "./report-router.ts";
import { sameSiteGuard } from "./same-site-guard.ts";
import { securityHeaders } from "./security-headers.ts";

export interface AppOptions {
  readonly config: Config;
  readonly house: House;
  readonly board: BoardReader;
  readonly reports: ReportReader;
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
  /** Directory of the built page. */
  readonly webRoot: string;
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

  // Before everything else: what stands behind them must not be answered by the guards of the page.
  for (const [path, router] of options.doors) app.use(path, router);
  app.use(hostGuard(config.server), securityHeaders(config.server.behindTls), sameSiteGuard);
  app.use(healthRouter(options.readiness));
  if (access.pairing) app.use("/pair", access.pairing);
  if (events) app.use("/api/v1/events", events.router);
  const document = openApiDocument(events?.openApi ?? {});
  app.get("/api/v1/openapi.json", access.requireAnyone, (_req, res) => {
    res.set("Cache-Control", "no-cache").json(document);
  });

  app.use(access.requireWall);
  app.get("/api/v1/stream", options.stream);
  app.get("/api/v1/house", (_req, res) => {
    res.set("Cache-Control", "no-cache").json(house);
  });
  app.get("/api/v1/trend", (_req, res) => {
    res.set("Cache-Control", "no-store").json(board.trend());
  });
  app.use("/api/v1", figuresRouter(board, house));
  app.use("/api/v1", reportRouter(options.reports));
  if (options.alerts) app.use("/api/v1", alertsRouter(options.alerts, ownMachineOnly(config)));
  app.use("/api/v1", deliveriesRouter(options.deliveries, ownMachineOnly(config)));
  app.use("/api", nothingHere);
  app.use(pageRouter(options.webRoot));
  app.use(nothingHere);
  app.use(problemHandler(options.logger));
  return app;
}
