import type { Report, ReportComparison } from "#wire/report.ts";

/** Whether the period had ended when the report was made. */
export const isOver = ({ period, asOfMs }: Report): boolean => period.endMs <= asOfMs;

/**
 * The period before, when a change from it means something: this one is over and that
 * one is known whole. Half a month is not "fewer calls" than a month.
 */
export function comparableOf(report: Report): ReportComparison | null {
  return isOver(report) && report.before?.complete === true ? report.before : null;
}
