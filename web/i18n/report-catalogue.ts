/**
 * Every word of the report, apart from the wall's catalogue, so that the wall does
 * not carry it. English has the shape of Italian here too.
 */
import type { Locale } from "./catalogue.ts";
import { reportEn } from "./report-en.ts";
import { reportIt } from "./report-it.ts";
import type { Translated } from "./translated.ts";

/** The report's texts of one language. */
export type ReportWords = Translated<typeof reportIt>;

export const REPORT_CATALOGUE = { it: reportIt, en: reportEn } satisfies Record<Locale, ReportWords>;
