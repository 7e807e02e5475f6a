/** The files a container builder would be sent: the project without what `.dockerignore` keeps back. */
import { cpSync, existsSync, readFileSync, statSync } from "node:fs";
import path from "node:path";

export interface BuildContext {
  /** Copies a file, or what is in a folder, as `COPY` does. Returns nothing when the builder does not have it: that is an error there. */
  copy(source: string, destination: string): void;
}

export function buildContext(project: string): BuildContext {
  const patterns = readFileSync(path.join(project, ".dockerignore"), "utf8")
    .split("\n")
    .filter((line) => line !== "" && !line.startsWith("#"));
  return {
    copy(source, destination) {
      const from = path.join(project, source);
      if (!existsSync(from) || isIgnored(path.normalize(source).replace(/\/$/, ""), patterns))
        throw new Error(`COPY: the builder has no ${source}`);
      const into = statSync(from).isDirectory() ? destination : path.join(destination, path.basename(source));
      cpSync(from, into, {
        recursive: true,
        filter: (file) => statSync(file).isDirectory() || !isIgnored(path.relative(project, file), patterns),
      });
    },
  };
}

/** The last pattern that matches the file or a folder above it decides; `!` lets it in again. */
export function isIgnored(file: string, patterns: readonly string[]): boolean {
  const parts = file.split("/");
  const names = parts.map((_, index) => parts.slice(0, index + 1).join("/"));
  const decisive = patterns.findLast((pattern) => {
    const expression = expressionOf(pattern.replace(/^!/, "").replace(/\/$/, ""));
    return names.some((name) => expression.test(name));
  });
  return decisive !== undefined && !decisive.startsWith("!");
}

/** `**` stands for any folders and `*` for any characters of one name, a leading dot included. */
function expressionOf(pattern: string): RegExp {
  const source = pattern.replaceAll(/\*\*\/|\*|[.+?^${}()|[\]\\]/g, (sign) => {
    if (sign === "**/") return "(.+/)?";
    return sign === "*" ? "[^/]*" : `\\${sign}`;
  });
  return new RegExp(`^${source}$`);
}
