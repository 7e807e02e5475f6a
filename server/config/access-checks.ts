/** Who may come in, held against the sources there are. */
import type { ConfigFault } from "./fault.ts";
import type { ReadableParts } from "./readable-parts.ts";

/** Two at once, so that a token is replaced without losing an event. */
const TOKENS_PER_SOURCE = 2;

export function accessFaults({ access, sources }: ReadableParts): ConfigFault[] {
  if (!access) return [];
  const faults: ConfigFault[] = [];
  const producers = new Set<string>();
  for (const source of sources ?? []) if (source?.kind === "http-events") producers.add(source.id);
  const allSourcesRead = sources?.every((source) => source !== null) ?? false;

  const tokens = new Map<string, number>();
  for (const [index, { source }] of access.sources.entries()) {
    const path = ["access", "sources", index, "source"];
    const count = (tokens.get(source) ?? 0) + 1;
    tokens.set(source, count);
    if (allSourcesRead && !producers.has(source))
      faults.push({ path, message: `${source} is not a source of kind http-events` });
    if (count === TOKENS_PER_SOURCE + 1)
      faults.push({ path, message: `${source} has more than ${TOKENS_PER_SOURCE} tokens` });
  }
  for (const [index, source] of (sources ?? []).entries())
    if (source?.kind === "http-events" && source.overBus !== true && !tokens.has(source.id))
      faults.push({
        path: ["sources", index],
        message: `nobody could deliver: add a token for ${source.id} to access.sources, made by npm run token -- ${source.id}`,
      });

  return faults;
}

/** Whatever is let in by a token is let in by one of its own. */
export function repeatedTokenFaults({ access, sources }: ReadableParts): ConfigFault[] {
  const tokens = [
    ...placed(access?.sources, ["access", "sources"]),
    ...placed(access?.scrapers, ["access", "scrapers"]),
    ...(sources ?? []).flatMap((source, index) =>
      source?.kind === "livehelperchat"
        ? placed(source.webhookTokens, ["sources", index, "webhookTokens"])
        : [],
    ),
  ];
  const hashes = new Set<string>();
  return tokens.flatMap(({ hash, path }) => {
    if (hashes.has(hash)) return [{ path, message: "the same secret appears twice" }];
    hashes.add(hash);
    return [];
  });
}

const placed = (tokens: readonly { readonly tokenSha256: string }[] | undefined, path: ConfigFault["path"]) =>
  (tokens ?? []).map(({ tokenSha256: hash }, index) => ({ hash, path: [...path, index, "tokenSha256"] }));
