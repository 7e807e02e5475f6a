/** Finds texts that a page would show, in the source of an element or of a view. */

export interface WrittenText {
  /** Text between tags, an attribute that is read out, or words in quotation marks. */
  readonly kind: "content" | "attribute" | "words";
  readonly text: string;
}

/** Attributes that people see or hear. */
const SPOKEN = /\b(?:aria-label|aria-description|title|alt|placeholder|label)="([^"]*)"/g;
const LETTERS = /\p{L}{2,}/u;
/** One after the other, or around what is put in. */
const WORDS = /\p{L}{2,}[ \u00A0](?:…[ \u00A0])?\p{L}{2,}/u;
/** Style sheets, addresses and messages to whoever writes the program are for no reader of the page. */
const NOT_SHOWN =
  /(?:css|RegExp\(|Error\(|querySelector\w*\(|\.matches\(|@query\(|import.*from|\b(?:font|class))\s*=?\s*$/;

/** Every text that is written down in it. */
export function writtenTexts(source: string): readonly WrittenText[] {
  const found: WrittenText[] = [];
  const code = source.replaceAll(/\/\*[^]*?\*\//g, "").replaceAll(/^\s*\/\/.*$/gm, "");
  readCode(code, 0, found);
  return found;
}

/** Reads until the end, or until the brace that closes what began before; resolves to where that is. */
function readCode(code: string, from: number, found: WrittenText[]): number {
  let depth = 0;
  let at = from;
  while (at < code.length) {
    const sign = code[at];
    if (sign === "`") at = readTemplate(code, at, found);
    else if (sign === '"' || sign === "'") at = readString(code, at, sign, found);
    else {
      if (sign === "{") depth += 1;
      if (sign === "}" && depth-- === 0) return at;
      at += 1;
    }
  }
  return at;
}

function readString(code: string, start: number, quote: string, found: WrittenText[]): number {
  const end = code.indexOf(quote, start + 1);
  if (end === -1 || code.slice(start, end).includes("\n")) return start + 1;
  const text = code.slice(start + 1, end);
  if (WORDS.test(text) && !NOT_SHOWN.test(code.slice(Math.max(0, start - 30), start)))
    found.push({ kind: "words", text });
  return end + 1;
}

/** A template's own text; what is put into it is code. */
function readTemplate(code: string, start: number, found: WrittenText[]): number {
  const before = code.slice(Math.max(0, start - 30), start);
  let text = "";
  let at = start + 1;
  while (at < code.length && code[at] !== "`") {
    if (code.startsWith("${", at)) {
      at = readCode(code, at + 2, found) + 1;
      text += "…";
    } else {
      text += code[at];
      at += code[at] === "\\" ? 2 : 1;
    }
  }
  if (/\b(?:html|svg)$/.test(before)) readMarkup(text, found);
  else if (WORDS.test(text) && !NOT_SHOWN.test(before)) found.push({ kind: "words", text });
  return at + 1;
}

function readMarkup(markup: string, found: WrittenText[]): void {
  for (const [, text = ""] of markup.matchAll(SPOKEN))
    if (LETTERS.test(text)) found.push({ kind: "attribute", text });
  const content = markup.replaceAll(/<!--[^]*?-->|<[^>]*>/g, "…").replaceAll(/&\w+;/g, "");
  for (const text of content.split("…"))
    if (LETTERS.test(text)) found.push({ kind: "content", text: text.trim() });
}
