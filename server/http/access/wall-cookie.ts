import { createHmac, timingSafeEqual } from "node:crypto";

import type { Config } from "#config/schema.ts";
import { elapsed, type EpochMs, epochMs, hours, later } from "#domain/time.ts";

export type WallConfig = NonNullable<Config["access"]>["walls"][number];

/** A wall is known for 180 days after it last showed a page. */
const LIFE = hours(180 * 24);
const RENEW_AFTER = hours(7 * 24);
/** Room for a server clock that was set back since the cookie was made. */
const CLOCK_SLACK = hours(24);

export interface WallCookies {
  /** The `Set-Cookie` line for a wall. */
  issue(wall: WallConfig, now: EpochMs): string;
  /** The wall a `Cookie` header belongs to; `null` when it is forged, old, or the wall is no longer configured. */
  wallOf(header: string | undefined, now: EpochMs): RecognisedWall | null;
}

export interface RecognisedWall {
  readonly wall: WallConfig;
  /** The cookie has lived for a week: send it anew. */
  readonly shouldRenew: boolean;
}

/**
 * A cookie says which wall it is and since when, signed with `secret`. The signature
 * covers the hash of the wall's link: a new link in the configuration ends the old cookies.
 */
export function createWallCookies(options: {
  readonly walls: readonly WallConfig[];
  readonly secret: Buffer;
  readonly behindTls: boolean;
}): WallCookies {
  const { walls, secret, behindTls } = options;
  const name = behindTls ? "__Host-vedetta" : "vedetta";
  const attributes = `Path=/; HttpOnly; SameSite=Strict; Max-Age=${LIFE / 1_000}${behindTls ? "; Secure" : ""}`;
  const macOf = (wall: WallConfig, issued: string): string =>
    createHmac("sha256", secret).update(`wall|${wall.name}|${issued}|${wall.linkSha256}`).digest("base64url");

  return {
    issue(wall, now) {
      const issued = String(now);
      return `${name}=${wall.name}.${issued}.${macOf(wall, issued)}; ${attributes}`;
    },
    wallOf(header, now) {
      const [wallName, issued = "", mac = ""] = cookieValue(header, name).split(".");
      const wall = walls.find((candidate) => candidate.name === wallName);
      if (!wall || !/^\d{1,15}$/.test(issued) || !sameText(mac, macOf(wall, issued))) return null;
      const since = epochMs(Number(issued));
      const age = elapsed(since, now);
      if (age > LIFE || since > later(now, CLOCK_SLACK)) return null;
      return { wall, shouldRenew: age > RENEW_AFTER };
    },
  };
}

/** Empty when the cookie is not there. */
function cookieValue(header: string | undefined, name: string): string {
  for (const pair of (header ?? "").split(";")) {
    const [key, value] = pair.trim().split("=", 2);
    if (key === name) return value ?? "";
  }
  return "";
}

function sameText(a: string, b: string): boolean {
  const [left, right] = [Buffer.from(a), Buffer.from(b)];
  return left.length === right.length && timingSafeEqual(left, right);
}
