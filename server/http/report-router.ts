import express, { type Request, type Router } from "express";

import type { ReportReader } from "#engine/ports.ts";
import type { Report } from "#wire/report.ts";
import { ProblemError } from "#wire/problem.ts";

import type { Witness } from "./access/witness.ts";
import { queryOf, readable } from "./query.ts";
import { csvOf } from "./report-csv.ts";
import { exportedReport } from "./report-export.ts";

/**
 * Reports for the page, the same to take away as JSON and CSV with small cells hidden, and the periods
 * that have names. They hold counts only.
 */
export function reportRouter(reports: ReportReader, witness: Witness): Router {
  const router = express.Router();
  router.get("/report", (req, res) => {
    res.set("Cache-Control", "no-store").json(reportFor(req, reports));
  });
  router.get("/report.csv", (req, res) => {
    const report = reportFor(req, reports);
    const { from, to } = report.period;
    witness.note(req, res, "report.export", `${from}/${to} csv`);
    res
      .set("Cache-Control", "no-store")
      .set("Content-Disposition", `attachment; filename="report-${from}-${to}.csv"`)
      .type("text/csv; charset=utf-8")
      .send(csvOf(exportedReport(report)));
  });
  router.get("/report.json", (req, res) => {
    const report = reportFor(req, reports);
    const { from, to } = report.period;
    witness.note(req, res, "report.export", `${from}/${to} json`);
    res
      .set("Cache-Control", "no-store")
      .set("Content-Disposition", `attachment; filename="report-${from}-${to}.json"`)
      .json(exportedReport(report));
  });
  router.get("/report/periods", (_req, res) => {
    res.set("Cache-Control", "no-store").json(readable(() => reports.periods()));
  });
  return router;
}

/** Throws `ProblemError` when there is no such report. */
function reportFor(req: Request, reports: ReportReader): Report {
  const query = queryOf(req);
  const answer = readable(() => reports.report(query.get("from") ?? "", query.get("to") ?? ""));
  if (!answer.ok) throw new ProblemError(answer.slug, { detail: answer.detail });
  return answer.report;
}
