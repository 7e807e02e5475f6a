/** Every bearer token that the configuration holds, of whomever: by its hash. */
import { type EpochMs, epochMs, hours } from "#domain/time.ts";

import type { Config } from "./schema.ts";

export type TokenOwner =
  | { readonly kind: "source"; readonly source: string }
  /** A Live Helper Chat, for its webhooks. */
  | { readonly kind: "webhook"; readonly source: string }
  | { readonly kind: "metrics"; readonly name: string };

export interface ConfiguredToken {
  readonly owner: TokenOwner;
  /** Whose it is, as people read it. */
  readonly name: string;
  readonly tokenSha256: string;
  /** The last day on which it is good, in UTC; `null`: it never ends. */
  readonly expires: string | null;
  /** The instant at which it ends. */
  readonly ends: EpochMs | null;
}

export function tokensOf({
  access,
  sources,
}: Pick<Config, "access" | "sources">): readonly ConfiguredToken[] {
  return [
    ...(access?.sources ?? []).map(({ source, ...token }) => tokenOf({ kind: "source", source }, token)),
    ...(access?.scrapers ?? []).map(({ name, ...token }) => tokenOf({ kind: "metrics", name }, token)),
    ...sources.flatMap((source) =>
      source.kind === "livehelperchat"
        ? (source.webhookTokens ?? []).map((token) => tokenOf({ kind: "webhook", source: source.id }, token))
        : [],
    ),
  ];
}

function tokenOf(
  owner: TokenOwner,
  { tokenSha256, expires }: { readonly tokenSha256: string; readonly expires?: string | undefined },
): ConfiguredToken {
  return {
    owner,
    name: `${owner.kind}:${owner.kind === "metrics" ? owner.name : owner.source}`,
    tokenSha256,
    expires: expires ?? null,
    // Good to the end of its last day.
    ends: expires === undefined ? null : epochMs(Date.parse(`${expires}T00:00:00Z`) + hours(24)),
  };
}
