import type { Config } from "./schema.ts";

/** What the program says once it listens: where to look, and whether what is there is real. */
export function greeting(
  config: Config,
  {
    url,
    directory,
    replay,
  }: { readonly url: string; readonly directory: string; readonly replay: string | null },
): string {
  const simulation = config.sources.find((source) => source.kind === "simulation");
  const lines = [
    `Vedetta for ${config.house.name}`,
    `  wall      ${url}/wall`,
    `  desk      ${url}/desk`,
    `  report    ${url}/report`,
    simulation === undefined
      ? `  sources   ${config.sources.map((source) => source.id).join(", ")}`
      : `  figures   simulated: nothing on this wall is real${simulation.speed === 1 ? "" : `; ${simulation.speed} times faster than life`}`,
    ...(replay === null ? [] : [`  replay    ${replay}`]),
    `  data      ${directory}`,
    "Stop with Ctrl-C.",
  ];
  return `\n${lines.join("\n")}\n\n`;
}
