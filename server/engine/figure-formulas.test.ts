import assert from "node:assert/strict";
import { describe, it } from "node:test";

import { FIGURES_NOW, FIGURES_OF_DAY, FIGURES_OF_PERIOD, FIGURES_OF_THRESHOLD } from "#wire/figures.ts";
import { formulaOf, type FormulaSettings, thresholdFormulaOf } from "#wire/formulas.ts";

const strict: FormulaSettings = { abandons: "against", shortAbandons: "counted", shortAbandonMs: 5_000 };

describe("the formula in force", () => {
  const cases: readonly (FormulaSettings & { readonly it: string; readonly en: string })[] = [
    {
      ...strict,
      it: "Livello di servizio 20 s = risposte entro 20 s / (risposte + abbandonate + non risposte + segreteria + in attesa da più di 20 s); gli abbandoni contano come mancati",
      en: "Service level 20 s = answered within 20 s / (answered + abandoned + unanswered + voicemail + waiting for more than 20 s); abandonments count as missed",
    },
    {
      ...strict,
      shortAbandons: "leftOut",
      it: "Livello di servizio 20 s = risposte entro 20 s / (risposte + abbandonate + non risposte + segreteria + in attesa da più di 20 s); gli abbandoni contano come mancati, quelli entro 5 s non contano",
      en: "Service level 20 s = answered within 20 s / (answered + abandoned + unanswered + voicemail + waiting for more than 20 s); abandonments count as missed, those within 5 s are left out",
    },
    {
      ...strict,
      abandons: "ignored",
      shortAbandons: "leftOut",
      it: "Livello di servizio 20 s = risposte entro 20 s / (risposte + non risposte + segreteria + in attesa da più di 20 s); gli abbandoni non contano",
      en: "Service level 20 s = answered within 20 s / (answered + unanswered + voicemail + waiting for more than 20 s); abandonments are left out",
    },
    {
      ...strict,
      abandons: "credited",
      it: "Livello di servizio 20 s = (risposte + abbandonate) entro 20 s / (risposte + abbandonate + non risposte + segreteria + in attesa da più di 20 s); gli abbandoni entro 20 s contano come riusciti, gli altri come mancati",
      en: "Service level 20 s = (answered + abandoned) within 20 s / (answered + abandoned + unanswered + voicemail + waiting for more than 20 s); abandonments within 20 s count as met, the others as missed",
    },
  ];
  for (const { it: italian, en, ...settings } of cases)
    it(`of a service level with abandonments ${settings.abandons}, short ones ${settings.shortAbandons}`, () => {
      const formula = thresholdFormulaOf("service-level", settings, 20_000);
      assert.deepEqual(formula, { it: italian, en });
      assert.deepEqual(thresholdFormulaOf("over-threshold", settings, 20_000), {
        it: italian.replace("Livello di servizio 20 s = ", "Oltre 20 s = 1 − "),
        en: en.replace("Service level 20 s = ", "Over 20 s = 1 − "),
      });
    });

  it("of a rate says whether short abandons are in it", () => {
    const within = { ...strict, shortAbandons: "leftOut" } as const;
    assert.equal(
      formulaOf("answer-rate", strict).en,
      "Answer rate = answered / (answered + abandoned + unanswered + voicemail)",
    );
    assert.equal(
      formulaOf("abandonment", within).it,
      "Abbandono = abbandonate / (risposte + abbandonate + non risposte + segreteria); gli abbandoni entro 5 s non contano",
    );
    assert.match(formulaOf("short-abandons", within).en, /5 s at most; they are left out of the rates$/);
    assert.match(formulaOf("short-abandons", strict).it, /al più 5 s; contano come gli altri abbandoni$/);
  });

  it("is told for every figure in both languages, each with a name of its own", () => {
    const plain = [...FIGURES_NOW, ...FIGURES_OF_PERIOD, ...FIGURES_OF_DAY];
    const all = [
      ...plain.map((figure) => formulaOf(figure, strict)),
      ...FIGURES_OF_THRESHOLD.map((figure) => thresholdFormulaOf(figure, strict, 60_000)),
    ];
    for (const language of ["it", "en"] as const) {
      const names = all.map((formula) => formula[language].split(" = ")[0]);
      assert.equal(new Set(names).size, all.length);
      for (const formula of all) assert.match(formula[language], /^\S.* = \S/);
    }
  });
});
