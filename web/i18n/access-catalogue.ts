/** Every word of pairing and of the place of screens, apart from the wall's catalogue, so that the wall does not carry it. */
import { accessEn } from "./access-en.ts";
import { accessIt } from "./access-it.ts";
import type { Locale } from "./catalogue.ts";
import type { Translated } from "./translated.ts";

/** The texts of one language. */
export type AccessWords = Translated<typeof accessIt>;

export const ACCESS_CATALOGUE = { it: accessIt, en: accessEn } satisfies Record<Locale, AccessWords>;
