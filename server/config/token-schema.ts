/** A bearer token, as the configuration holds it. */
import { z } from "zod";

/** SHA-256 of a bearer token, hexadecimal; `npm run token` makes one. */
const tokenSha256 = z.string().regex(/^[0-9a-f]{64}$/, "use 64 hexadecimal digits");
/** The last day, in UTC, on which a token is good. */
const expires = z.iso.date("use a date such as 2027-11-25").optional();

export const tokenSchema = z.strictObject({ tokenSha256, expires });
