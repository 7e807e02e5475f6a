import { readFileSync } from "node:fs";
import path from "node:path";

/** The build of the page in `webRoot`, as the page itself knows it; `development` when none was built there. */
export function buildIdIn(webRoot: string): string {
  try {
    const told: unknown = JSON.parse(readFileSync(path.join(webRoot, "build.json"), "utf8"));
    return typeof told === "object" && told !== null && "build" in told && typeof told.build === "string"
      ? told.build
      : "development";
  } catch {
    return "development";
  }
}

/** The version of the program whose `package.json` lies in `root`. */
export function versionIn(root: string): string {
  const told: unknown = JSON.parse(readFileSync(path.join(root, "package.json"), "utf8"));
  const version = typeof told === "object" && told !== null && "version" in told ? told.version : null;
  return typeof version === "string" ? version : "?";
}
