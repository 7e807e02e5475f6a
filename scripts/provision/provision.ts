/** Makes sure that the programs of `find.ts` are here, and says in one sentence what to do when they cannot be. */
import { canInstallByApt, installByApt } from "./apt.ts";
import { CHROMIUM, findProgram, type Program, REDIS_SERVER } from "./find.ts";

export type Provision =
  | { readonly ok: true; readonly environment: Readonly<Record<string, string>>; readonly found: string }
  | { readonly ok: false; readonly reason: string };

const NEEDED = [CHROMIUM, REDIS_SERVER];

/** `environment` hands the places to the tests, so that nothing searches twice. */
export function provision(): Provision {
  const missing = NEEDED.filter((program) => findProgram(program) === null);
  const misnamed = missing.find((program) => process.env[program.variable]);
  if (misnamed) return { ok: false, reason: `${misnamed.variable} names a file that does not run.` };
  if (missing.length > 0) {
    if (!canInstallByApt()) return { ok: false, reason: howToInstall(missing) };
    const failure = installByApt(missing.map((program) => program.aptPackage));
    if (failure !== null) return { ok: false, reason: `${failure}\n${howToInstall(missing)}` };
  }
  const places = NEEDED.map((program) => ({ program, file: findProgram(program) }));
  const absent = places.filter(({ file }) => file === null).map(({ program }) => program);
  if (absent.length > 0) return { ok: false, reason: howToInstall(absent) };
  return {
    ok: true,
    environment: Object.fromEntries(places.map(({ program, file }) => [program.variable, file ?? ""])),
    found: places.map(({ file }) => file).join(", "),
  };
}

function howToInstall(programs: readonly Program[]): string {
  const packages = programs.map((program) => program.aptPackage).join(" ");
  const each = programs
    .map(({ name, otherwise, variable }) => `${name} with ${otherwise}, or name its file in ${variable}`)
    .join("; ");
  return `The tests need ${programs.map(({ name }) => name).join(" and ")}: on Debian and Ubuntu \`sudo apt-get install ${packages}\`; elsewhere ${each}.`;
}
