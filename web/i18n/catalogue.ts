/**
 * Every word of the page. English has the shape of Italian, so a missing or
 * misspelt key does not compile. Numbers and times arrive already formatted.
 */
import { en } from "./en.ts";
import { it } from "./it.ts";
import type { Translated } from "./translated.ts";

/** The texts of one language. */
export type Words = Translated<typeof it>;

export const CATALOGUE = { it, en } satisfies Record<string, Words>;

export type Locale = keyof typeof CATALOGUE;

/** Whose numbers and dates a language writes: English as Europe does, the day before the month. */
export const REGION = { it: "it-IT", en: "en-GB" } satisfies Record<Locale, string>;

/** Whether the page speaks this language. */
export const isLocale = (tag: string): tag is Locale => Object.hasOwn(CATALOGUE, tag);

/** The first of the wishes that the page speaks; Italian when it speaks none. */
export function chooseLocale(wishes: readonly (string | null)[]): Locale {
  return wishes.find((tag): tag is Locale => tag !== null && isLocale(tag)) ?? "it";
}

/** A label of the configuration in the page's language, or in the first language it has. */
export function labelIn(labels: Readonly<Record<string, string>>, locale: Locale): string {
  return labels[locale] ?? Object.values(labels)[0] ?? "";
}
