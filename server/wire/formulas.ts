/**
 * What each figure is computed by in a house, in words: the formula in force, with
 * its thresholds and what is done with abandonments. `docs/formulas.md` explains them.
 */
import { DECIDED, FIXED } from "./fixed-formulas.ts";
import type { FigureId, FigureOfThreshold, Formula } from "./figures.ts";
import type { HouseChannel } from "./house.ts";

/** What of a channel's configuration changes a formula. */
export type FormulaSettings = Pick<HouseChannel, "abandons" | "shortAbandons" | "shortAbandonMs">;

/** The formula of a figure that has no threshold. */
export function formulaOf(figure: Exclude<FigureId, FigureOfThreshold>, settings: FormulaSettings): Formula {
  if (figure === "short-abandons") return shortAbandonsIn(settings);
  if (figure !== "answer-rate" && figure !== "abandonment") return FIXED[figure];
  const except = exceptShort(settings);
  if (figure === "answer-rate")
    return {
      it: `Tasso di risposta = risposte / (${DECIDED.it})${except.it}`,
      en: `Answer rate = answered / (${DECIDED.en})${except.en}`,
    };
  return {
    it: `Abbandono = abbandonate / (${DECIDED.it})${except.it}`,
    en: `Abandonment = abandoned / (${DECIDED.en})${except.en}`,
  };
}

/** The formula of a figure about a threshold T, with T in seconds. */
export function thresholdFormulaOf(
  figure: FigureOfThreshold,
  settings: FormulaSettings,
  thresholdMs: number,
): Formula {
  const time = secondsText(thresholdMs);
  const share = serviceLevelShare(settings, time);
  const rule = abandonRule(settings, time);
  switch (figure) {
    case "service-level":
      return {
        it: `Livello di servizio ${time} = ${share.it}; ${rule.it}`,
        en: `Service level ${time} = ${share.en}; ${rule.en}`,
      };
    case "over-threshold":
      return {
        it: `Oltre ${time} = 1 − ${share.it}; ${rule.it}`,
        en: `Over ${time} = 1 − ${share.en}; ${rule.en}`,
      };
  }
}

const secondsText = (valueMs: number): string => `${valueMs / 1_000} s`;

function exceptShort({ shortAbandons, shortAbandonMs }: FormulaSettings): Formula {
  if (shortAbandons === "counted") return { it: "", en: "" };
  const time = secondsText(shortAbandonMs);
  return {
    it: `; gli abbandoni entro ${time} non contano`,
    en: `; abandonments within ${time} are left out`,
  };
}

function shortAbandonsIn(settings: FormulaSettings): Formula {
  const time = secondsText(settings.shortAbandonMs);
  const isCounted = settings.shortAbandons === "counted";
  return {
    it: `Abbandoni brevi = abbandonate dopo un’attesa di al più ${time}; ${isCounted ? "contano come gli altri abbandoni" : "non contano nei tassi"}`,
    en: `Short abandons = abandoned after waiting ${time} at most; ${isCounted ? "they count as other abandonments" : "they are left out of the rates"}`,
  };
}

function serviceLevelShare({ abandons }: FormulaSettings, time: string): Formula {
  switch (abandons) {
    case "against":
      return {
        it: `risposte entro ${time} / (${DECIDED.it} + in attesa da più di ${time})`,
        en: `answered within ${time} / (${DECIDED.en} + waiting for more than ${time})`,
      };
    case "ignored":
      return {
        it: `risposte entro ${time} / (risposte + non risposte + segreteria + in attesa da più di ${time})`,
        en: `answered within ${time} / (answered + unanswered + voicemail + waiting for more than ${time})`,
      };
    case "credited":
      return {
        it: `(risposte + abbandonate) entro ${time} / (${DECIDED.it} + in attesa da più di ${time})`,
        en: `(answered + abandoned) within ${time} / (${DECIDED.en} + waiting for more than ${time})`,
      };
  }
}

function abandonRule(
  { abandons, shortAbandons: short, shortAbandonMs }: FormulaSettings,
  time: string,
): Formula {
  const hasty = secondsText(shortAbandonMs);
  const except =
    short === "counted"
      ? { it: "", en: "" }
      : { it: `, quelli entro ${hasty} non contano`, en: `, those within ${hasty} are left out` };
  switch (abandons) {
    case "against":
      return {
        it: `gli abbandoni contano come mancati${except.it}`,
        en: `abandonments count as missed${except.en}`,
      };
    case "ignored":
      return { it: "gli abbandoni non contano", en: "abandonments are left out" };
    case "credited":
      return {
        it: `gli abbandoni entro ${time} contano come riusciti, gli altri come mancati${except.it}`,
        en: `abandonments within ${time} count as met, the others as missed${except.en}`,
      };
  }
}
