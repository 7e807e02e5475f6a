import type { Request, Response } from "express";
import * as client from "openid-client";

import { oldestOfFullest } from "#access/network.ts";
import { newSecret } from "#access/secrets.ts";
import type { Person } from "#access/sessions.ts";
import type { OidcConfig } from "#config/access-schema.ts";
import { elapsed, type EpochMs, minutes } from "#domain/time.ts";
import type { Clock, Logger } from "#engine/ports.ts";

import type { Cookies } from "./cookies.ts";
import { roleOfGroups } from "./role-of-groups.ts";

export interface OidcLogin {
  /** What people know the provider by: its host. */
  readonly label: string;
  /** Where to send the browser; `null`: the provider cannot be reached. */
  begin(res: Response, next: string, network: string): Promise<string | null>;
  /** What came back. A login that began here, in this browser, and was not used before. */
  end(req: Request, res: Response): Promise<OidcOutcome>;
  /** Where a session of the provider is ended; `null`: it does not say. */
  logoutAddress(): Promise<string | null>;
}

export type OidcOutcome =
  | { readonly ok: true; readonly person: Person; readonly next: string }
  /** `began`: in this browser a login was under way; anybody can ask for anything else. */
  | {
      readonly ok: false;
      readonly fault: "providerFailed" | "noRole";
      readonly began: boolean;
      /** Whom the provider named all the same; `null`: it named nobody. */
      readonly person: string | null;
    };

/** A login under way, by the secret in the browser's cookie. */
interface Begun {
  readonly at: EpochMs;
  readonly network: string;
  readonly state: string;
  readonly nonce: string;
  readonly verifier: string;
  readonly next: string;
}

const LIFE = minutes(10);
const MAX_BEGUN = 1_000;
const MAX_BEGUN_OF_NETWORK = 50;

/**
 * Logs in by OpenID Connect: code flow with PKCE. `openid-client` holds issuer, audience, signature,
 * expiry, nonce and state to what they must be; the subject is who somebody is. The provider is asked for
 * its addresses when somebody logs in: without it the walls go on.
 */
export function createOidcLogin(options: {
  readonly config: OidcConfig;
  readonly clientSecret: string;
  readonly cookies: Cookies;
  readonly clock: Clock;
  readonly logger: Logger;
}): OidcLogin {
  const { config, cookies, clock, logger } = options;
  const issuer = new URL(config.issuer);
  const begun = new Map<string, Begun>();
  let known: client.Configuration | null = null;

  const provider = async (): Promise<client.Configuration> => {
    known ??= await client.discovery(issuer, config.clientId, options.clientSecret, undefined, {
      timeout: 10,
      execute: [
        // Without it a signature is not looked at where the token came over TLS.
        client.enableNonRepudiationChecks,
        // The configuration allows plain HTTP to this machine alone.
        ...(issuer.protocol === "http:" ? [client.allowInsecureRequests] : []),
      ],
    });
    return known;
  };
  const failed = (error: unknown, began = true): OidcOutcome => {
    logger.warn({ reason: reasonOf(error) }, "a login with the identity provider failed");
    return { ok: false, fault: "providerFailed", began, person: null };
  };

  return {
    label: issuer.host,
    async begin(res, next, network) {
      const [key, state, nonce] = [newSecret(), client.randomState(), client.randomNonce()];
      const verifier = client.randomPKCECodeVerifier();
      try {
        const address = client.buildAuthorizationUrl(await provider(), {
          redirect_uri: config.redirectUri,
          scope: config.scopes.join(" "),
          code_challenge: await client.calculatePKCECodeChallenge(verifier),
          code_challenge_method: "S256",
          state,
          nonce,
        });
        makeRoom(begun, network, clock.now());
        begun.set(key, { at: clock.now(), network, state, nonce, verifier, next });
        cookies.set(res, "login", key);
        return address.href;
      } catch (error) {
        failed(error);
        return null;
      }
    },
    async end(req, res) {
      const key = cookies.read(req.headers.cookie, "login");
      forget(begun, clock.now());
      const login = begun.get(key);
      // Whatever comes of it: it cannot be tried again.
      begun.delete(key);
      cookies.clear(res, "login");
      if (login === undefined) return failed("no login was begun in this browser", false);
      try {
        const address = new URL(config.redirectUri);
        address.search = req.originalUrl.slice(req.originalUrl.indexOf("?"));
        const tokens = await client.authorizationCodeGrant(await provider(), address, {
          pkceCodeVerifier: login.verifier,
          expectedState: login.state,
          expectedNonce: login.nonce,
          idTokenExpected: true,
        });
        const claims = tokens.claims();
        if (claims === undefined) return failed("no ID token");
        const role = roleOfGroups(textsOf(claims[config.groupsClaim]), config.groups);
        const person = `oidc:${claims.sub}`;
        if (role === null) return { ok: false, fault: "noRole", began: true, person };
        const name = [claims["name"], claims["preferred_username"], claims.sub].find(isText) ?? claims.sub;
        return {
          ok: true,
          person: { person, name: name.slice(0, 60), role },
          next: login.next,
        };
      } catch (error) {
        return failed(error);
      }
    },
    async logoutAddress() {
      try {
        return client.buildEndSessionUrl(await provider(), { client_id: config.clientId }).href;
      } catch {
        return null;
      }
    },
  };
}

function forget(begun: Map<string, Begun>, now: EpochMs): void {
  for (const [key, { at }] of begun) if (elapsed(at, now) >= LIFE) begun.delete(key);
}

/** Who begins many puts out their own, and nobody else's. */
function makeRoom(begun: Map<string, Begun>, network: string, now: EpochMs): void {
  forget(begun, now);
  const all = [...begun];
  const own = all.filter(([, login]) => login.network === network);
  const [key] =
    own.length >= MAX_BEGUN_OF_NETWORK
      ? (own[0] ?? [])
      : all.length >= MAX_BEGUN
        ? (oldestOfFullest(all, ([, login]) => login.network) ?? [])
        : [];
  if (key !== undefined) begun.delete(key);
}

const isText = (value: unknown): value is string => typeof value === "string" && value.trim() !== "";
const textsOf = (claim: unknown): readonly string[] => [claim].flat().filter(isText);

/** A code of the library or a sentence of ours: nothing that came from elsewhere. */
function reasonOf(error: unknown): string {
  if (typeof error === "string") return error;
  return error instanceof Error
    ? "code" in error && isText(error.code)
      ? error.code
      : error.name
    : "unknown";
}
