/** Reads what a TypeScript file imports, and which layer or kind of module that is. */
import { readFileSync } from "node:fs";
import path from "node:path";

export interface Import {
  readonly specifier: string;
  /** Nothing of it is left at run time. */
  readonly typesOnly: boolean;
}

/** Static and dynamic imports and re-exports, in order. Comments are not read. */
export function importsOf(file: string): readonly Import[] {
  return importsIn(readFileSync(file, "utf8"));
}

export function importsIn(source: string): readonly Import[] {
  const code = source.replaceAll(/^\s*(?:\/\*[\s\S]*?\*\/|\/\/.*$)/gm, "");
  const statements = code.matchAll(/^\s*(?:import|export)\s+(?:([^;"']*?)\s*\bfrom\s*)?"([^"]+)"/gm);
  const calls = code.matchAll(/\bimport\(\s*"([^"]+)"/g);
  return [
    ...[...statements].map(([, clause = "", specifier = ""]) => ({
      specifier,
      typesOnly: isTypesOnly(clause),
    })),
    ...[...calls].map(([, specifier = ""]) => ({ specifier, typesOnly: false })),
  ];
}

/** `type X`, `type { X }` and `{ type X, type Y }`; a side-effect import has an empty clause and is not. */
function isTypesOnly(clause: string): boolean {
  if (/^type\b/.test(clause)) return true;
  const names = /^\{([^}]*)\}$/.exec(clause.trim())?.[1];
  if (names === undefined) return false;
  return names
    .split(",")
    .map((name) => name.trim())
    .filter((name) => name !== "")
    .every((name) => name.startsWith("type "));
}

/** The layer in which a file of `server/` or `web/` lies. Files directly in `server/` are layers by themselves. */
export function layerOf(file: string): string {
  const [top = "", second = "", third = ""] = file.split(path.sep);
  if (top !== "server") return top;
  return second === "sources" ? `sources/${third}` : second;
}

/** What an import leads to: `node`, `npm`, or a layer. */
export function targetOf(file: string, specifier: string): string {
  if (specifier.startsWith("node:")) return "node";
  if (specifier.startsWith("#")) return layerOf(path.join("server", specifier.slice(1)));
  if (specifier.startsWith(".")) return layerOf(path.join(path.dirname(file), specifier));
  return "npm";
}

/** `@scope/name/part` and `name/part` without the part. */
export function packageOf(specifier: string): string {
  return specifier
    .split("/")
    .slice(0, specifier.startsWith("@") ? 2 : 1)
    .join("/");
}
