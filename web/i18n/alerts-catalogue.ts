/** Every word of the page of alerts, apart from the wall's catalogue, so that the wall does not carry it. */
import { alertsEn } from "./alerts-en.ts";
import { alertsIt } from "./alerts-it.ts";
import type { Locale } from "./catalogue.ts";
import type { Translated } from "./translated.ts";

/** The texts of one language. */
export type AlertsWords = Translated<typeof alertsIt>;

export const ALERTS_CATALOGUE = { it: alertsIt, en: alertsEn } satisfies Record<Locale, AlertsWords>;
