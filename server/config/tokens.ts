/** Every bearer token that the configuration holds, of whomever: by its hash. */
import { type EpochMs, epochMs, hours, later } from "#domain/time.ts";

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

/** Whoever renews a token should hear of it before it is too late. */
const WARN_BEFORE = hours(30 * 24);

/** Tokens that have ended or soon will, a sentence each. */
export function tokenWarnings(config: Pick<Config, "access" | "sources">, now: EpochMs): readonly string[] {
  return tokensOf(config).flatMap(({ name, expires, ends }) => {
    if (ends === null || later(now, WARN_BEFORE) < ends) return [];
    return [
      ends <= now
        ? `the token of ${name} was good until ${expires}: it lets nobody in, make a new one with npm run token`
        : `the token of ${name} is good until ${expires}: make a new one with npm run token`,
    ];
  });
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
