/** What an element promises to whoever uses it, as its source says. */
export interface Contract {
  readonly tag: string;
  /** What it is for. */
  readonly purpose: string;
  readonly properties: readonly { readonly name: string; readonly type: string; readonly meaning: string }[];
  readonly slots: readonly Told[];
  readonly parts: readonly Told[];
  readonly events: readonly Told[];
}

interface Told {
  readonly name: string;
  readonly meaning: string;
}

const DOC_BEFORE_CLASS = /\/\*\*((?:(?!\*\/)[^])*)\*\/\s*@customElement\("([\w-]+)"\)/;
const PROPERTY =
  /(?:\/\*\*((?:(?!\*\/)[^])*)\*\/\s*)?@property\(([^)]*)\)\s+(\w+)[!?]?(?::\s*([^=;]+?(?:\([^)]*\)\s*=>\s*[^=;]+)?))?\s*(?:=\s*([^;]+?))?;/g;

/** Reads the source of an element; `null` when it defines none. */
export function contractOf(source: string): Contract | null {
  const [, doc = "", tag] = DOC_BEFORE_CLASS.exec(source) ?? [];
  if (tag === undefined) return null;
  const [purpose = "", ...tagged] = plainText(doc).split(/(?=@(?:csspart|slot|fires)\b)/);
  const told = (kind: string): Told[] =>
    tagged.flatMap((text) => {
      const [, of, name = "", meaning = ""] = /^@(\w+)\s+(?:([\w-]+)\s+)?-\s*([^]*)$/.exec(text) ?? [];
      return of === kind ? [{ name, meaning: meaning.trim() }] : [];
    });
  return {
    tag,
    purpose: purpose.trim(),
    properties: [...source.matchAll(PROPERTY)].map(([, comment = "", , name = "", type, value = ""]) => ({
      name,
      type: (type ?? typeOf(value)).trim(),
      meaning: plainText(comment).trim(),
    })),
    slots: told("slot"),
    parts: told("csspart"),
    events: told("fires"),
  };
}

/** A comment without its stars, in one line. */
const plainText = (comment: string): string => comment.replaceAll(/[ \t]*\n[ \t]*\*?[ \t]*/g, " ");

/** Of a property that only says what it is at first. */
function typeOf(value: string): string {
  if (value === "true" || value === "false") return "boolean";
  return /^[\d.-]/.test(value) ? "number" : "string";
}
