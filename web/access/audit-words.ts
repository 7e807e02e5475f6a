/** Rows of the audit log in words. A name that the house gave stays as it is, and so does what a newer server knows. */
import type { AuditLine } from "#wire/access.ts";

import type { AccessSpeech } from "./access-speech.ts";

const wordFor = (names: Readonly<Record<string, string>>, name: string): string => names[name] ?? name;

/** What somebody did: `avviso preso in carico`. */
export const deedText = (deed: string, { words }: AccessSpeech): string => wordFor(words.deeds, deed);

/** What came of it: `fatto`. */
export const resultText = (result: string, { words }: AccessSpeech): string => wordFor(words.results, result);

/** To what it was done: of an alert `poche operatrici · Telefono`, of a login the role, of a token until when it lasts. */
export function targetText(
  { deed, target }: Pick<AuditLine, "deed" | "target">,
  { words, page }: AccessSpeech,
): string {
  if (deed.startsWith("token.")) return tokenText(target, words);
  if (!deed.startsWith("alert.")) return wordFor(words.roles, target);
  const [rule = "", ...about] = target.split("/");
  const { phone, chat } = page.words;
  const title = wordFor(page.words.alertTitles, rule);
  return [title, ...about.map((part) => wordFor({ phone, chat, ...words.targets }, part))].join(" · ");
}

function tokenText(target: string, words: AccessSpeech["words"]): string {
  const [, name = "", prefix = "", day] =
    /^(.+) \(([^,()]+), (?:until (\S+)|without an end)\)$/.exec(target) ?? [];
  if (name === "") return target;
  return day === undefined ? words.tokenWithoutEnd(name, prefix) : words.tokenUntil(name, prefix, day);
}
