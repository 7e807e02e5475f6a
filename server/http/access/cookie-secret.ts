import { randomBytes } from "node:crypto";
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import path from "node:path";

const SECRET_BYTES = 32;

/** The key that signs cookies, kept in `cookie-secret` of the data directory and made there at the first start. Losing it only means pairing the walls again. */
export function cookieSecretIn(dataDirectory: string): Buffer {
  const file = path.join(dataDirectory, "cookie-secret");
  mkdirSync(dataDirectory, { recursive: true });
  try {
    writeFileSync(file, randomBytes(SECRET_BYTES).toString("base64url"), { mode: 0o600, flag: "wx" });
  } catch (error) {
    if (!(error instanceof Error && "code" in error && error.code === "EEXIST")) throw error;
  }
  const secret = Buffer.from(readFileSync(file, "utf8").trim(), "base64url");
  if (secret.length < SECRET_BYTES) throw new Error(`${file} is damaged: delete it and pair the walls again`);
  return secret;
}
