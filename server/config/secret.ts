import { hash, randomBytes } from "node:crypto";

/** Marks a token of ours, so that a scanner for leaked secrets finds it. */
const TOKEN_PREFIX = "vedetta_";
const SECRET_BYTES = 32;

/** What a source or a scraper sends as `Authorization: Bearer`: 256 random bits. */
export const newToken = (): string => `${TOKEN_PREFIX}${randomBytes(SECRET_BYTES).toString("base64url")}`;

/** How a secret stands in the configuration; 256 random bits need no slow hash. */
export const sha256Hex = (secret: string): string => hash("sha256", secret, "hex");
