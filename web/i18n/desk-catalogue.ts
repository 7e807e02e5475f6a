/** Every word of the desk, apart from the wall's catalogue, so that the wall does not carry it. */
import type { Locale } from "./catalogue.ts";
import { deskEn } from "./desk-en.ts";
import { deskIt } from "./desk-it.ts";
import type { Translated } from "./translated.ts";

/** The desk's texts of one language. */
export type DeskWords = Translated<typeof deskIt>;

export const DESK_CATALOGUE = { it: deskIt, en: deskEn } satisfies Record<Locale, DeskWords>;
