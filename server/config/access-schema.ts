/** Who may come in. Of secrets the configuration holds hashes and names of files. */
import { isIP } from "node:net";
import { z } from "zod";

import { hours, minutes } from "#domain/time.ts";

import { tokenSchema } from "./token-schema.ts";

const slug = z.string().regex(/^[a-z][a-z0-9_-]{0,40}$/, "use lower-case letters, digits, - and _");

/** An address, or a range of them such as 10.0.0.0/8. */
export const addressRange = z
  .string()
  .refine(isAddressRange, "use an address, or a range such as 10.0.0.0/8");

function isAddressRange(text: string): boolean {
  const [address = "", length, ...rest] = text.split("/");
  const version = isIP(address);
  if (version === 0 || rest.length > 0) return false;
  return length === undefined || (/^\d{1,3}$/.test(length) && Number(length) <= (version === 4 ? 32 : 128));
}

/** Over TLS, or on this machine itself. */
function isIssuer(text: string): boolean {
  const url = URL.parse(text);
  return url?.protocol === "https:" || (url?.protocol === "http:" && url.hostname === "127.0.0.1");
}

/** Which groups of elsewhere are which roles here. Who is in none of them has no business here. */
const groups = z.strictObject({
  supervisor: z.array(z.string().min(1)).default([]),
  admin: z.array(z.string().min(1)).default([]),
});

/** An identity provider that speaks OpenID Connect. */
const oidcSchema = z.strictObject({
  /** Exactly as the provider names itself. */
  issuer: z.string().refine(isIssuer, "use an https address"),
  clientId: z.string().min(1),
  /** A file that holds the client's secret. */
  clientSecretFile: z.string().min(1),
  /** Where browsers come back to: `https://HOST/login/oidc/callback`, as the provider knows it. */
  redirectUri: z
    .string()
    .refine((text) => URL.canParse(text) && new URL(text).pathname === "/login/oidc/callback", {
      message: "use https://HOST/login/oidc/callback",
    }),
  scopes: z.array(z.string().regex(/^[\x21-\x7e]+$/)).default(["openid", "profile"]),
  /** The claim of the ID token that lists the groups. */
  groupsClaim: z.string().min(1).default("groups"),
  groups,
});

/** A proxy that has asked who it is, and says so in headers. */
const proxyLoginSchema = z.strictObject({
  /** Its addresses: from any other these headers mean nothing. */
  peers: z.array(addressRange).min(1),
  nameHeader: z
    .string()
    .regex(/^[a-z0-9-]+$/, "use lower-case letters, digits and -")
    .default("x-remote-user"),
  groupsHeader: z
    .string()
    .regex(/^[a-z0-9-]+$/, "use lower-case letters, digits and -")
    .default("x-remote-groups"),
  groups,
});

export const accessSchema = z.strictObject({
  /** Who delivers events. */
  sources: z.array(z.strictObject({ source: slug, ...tokenSchema.shape })).default([]),
  /** Who reads `/metrics`. */
  scrapers: z.array(z.strictObject({ name: slug, ...tokenSchema.shape })).default([]),
  /** Without a request for so long somebody has to log in again. */
  idleMinutes: z.number().min(5).max(720).default(60).transform(minutes),
  /** After so long in any case. */
  sessionHours: z.number().min(1).max(24).default(12).transform(hours),
  oidc: oidcSchema.optional(),
  proxyLogin: proxyLoginSchema.optional(),
});

export type OidcConfig = z.output<typeof oidcSchema>;
export type ProxyLoginConfig = z.output<typeof proxyLoginSchema>;
