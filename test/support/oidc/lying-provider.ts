/** An identity provider that may say anything: what it tells of somebody is changed by the test. */
import { generateKeyPairSync, sign } from "node:crypto";
import { createServer } from "node:http";

import { listen } from "../listen.ts";
import { CLIENT_ID } from "./real-provider.ts";

export interface LyingProvider {
  readonly issuer: string;
  /** Claims of the next ID token in the place of the true ones; `undefined` leaves one out. */
  lies: Readonly<Record<string, unknown>>;
  /** Another issuer in its description of itself. */
  issuerItClaims: string | null;
  /** Signs with a key that it does not publish. */
  signsWrongly: boolean;
  /** The nonce that was asked for last. */
  nonce: string;
  close(): void;
}

const ours = generateKeyPairSync("rsa", { modulusLength: 2048 });
const strange = generateKeyPairSync("rsa", { modulusLength: 2048 });
const encoded = (value: object): string => Buffer.from(JSON.stringify(value)).toString("base64url");

export async function startLyingProvider(): Promise<LyingProvider> {
  const server = createServer((req, res) => {
    const send = (body: object): void =>
      void res.setHeader("Content-Type", "application/json").end(JSON.stringify(body));
    const { pathname } = new URL(req.url ?? "", provider.issuer);
    if (pathname === "/.well-known/openid-configuration") return send(descriptionOf(provider));
    if (pathname === "/jwks")
      return send({
        keys: [{ ...ours.publicKey.export({ format: "jwk" }), kid: "k", alg: "RS256", use: "sig" }],
      });
    if (pathname === "/token")
      return send({ access_token: "a", token_type: "Bearer", id_token: idTokenOf(provider) });
    res.writeHead(404).end();
  });
  const port = await listen(server);
  const provider: LyingProvider = {
    issuer: `http://127.0.0.1:${port}`,
    lies: {},
    issuerItClaims: null,
    signsWrongly: false,
    nonce: "",
    close: () => void server.close(),
  };
  return provider;
}

function descriptionOf({ issuer, issuerItClaims }: LyingProvider): object {
  return {
    issuer: issuerItClaims ?? issuer,
    authorization_endpoint: `${issuer}/auth`,
    token_endpoint: `${issuer}/token`,
    jwks_uri: `${issuer}/jwks`,
    response_types_supported: ["code"],
    subject_types_supported: ["public"],
    id_token_signing_alg_values_supported: ["RS256"],
    code_challenge_methods_supported: ["S256"],
  };
}

function idTokenOf({ issuer, nonce, lies, signsWrongly }: LyingProvider): string {
  const now = Math.floor(Date.now() / 1_000);
  const truth = {
    iss: issuer,
    sub: "subject-of-anna",
    aud: CLIENT_ID,
    iat: now,
    exp: now + 300,
    nonce,
    name: "Anna Bianchi",
    groups: ["desk"],
  };
  const head = encoded({ alg: "RS256", kid: "k" });
  const text = `${head}.${encoded({ ...truth, ...lies })}`;
  const { privateKey } = signsWrongly ? strange : ours;
  return `${text}.${sign("sha256", Buffer.from(text), privateKey).toString("base64url")}`;
}
