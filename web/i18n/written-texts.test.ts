import assert from "node:assert/strict";
import { globSync, readFileSync } from "node:fs";
import { describe, it } from "node:test";

import { writtenTexts } from "../../test/support/written-texts.ts";

const files = globSync("web/**/*.ts").filter((file) => !/^web\/(i18n|gallery)\/|\.test\.ts$/.test(file));

/** What looks like a text and is none, and the one word that is the same everywhere. */
const ALLOWED = new Set(["another face"]);

describe("texts of the page", () => {
  it("are found where they are written down", () => {
    const source = `
      // Tutto bene qui
      const styles = css\`p { font: italic bold \${size} sans serif; }\`;
      return html\`<p aria-label="Stato attuale" class="big red">\${ok ? html\`<b>Bene</b>\` : "non va bene"}</p>
        <span>\${words.all}&thinsp;s</span>\`;
      throw new Error("no such thing");
      const label = \`mancano \${count} operatrici\`;`;
    assert.deepEqual(
      writtenTexts(source).map(({ kind, text }) => [kind, text.replaceAll("\\u0000", "…")]),
      [
        ["content", "Bene"],
        ["words", "non va bene"],
        ["attribute", "Stato attuale"],
        ["words", "mancano … operatrici"],
      ],
    );
  });

  it("are in the catalogue and nowhere else", () => {
    assert.ok(files.length > 100, "hardly any file was found");
    const wrong = files.flatMap((file) =>
      writtenTexts(readFileSync(file, "utf8"))
        .filter(({ text }) => !ALLOWED.has(text))
        .map(({ kind, text }) => `${file}: ${kind} "${text}" belongs into web/i18n`),
    );
    assert.deepEqual(wrong, []);
  });

  it("are in no picture", () => {
    const pictures = globSync("web/**/*.{svg,png,jpg,webp,gif}");
    assert.ok(pictures.length > 0);
    for (const file of pictures) {
      assert.match(file, /\.svg$/, `${file}: what a picture of dots says cannot be read`);
      assert.doesNotMatch(readFileSync(file, "utf8"), /<text\b/, `${file} has letters`);
    }
  });
});
