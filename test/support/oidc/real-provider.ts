/** An identity provider as houses have one: the certified `oidc-provider`, with two people and a page to log in. */
import { once } from "node:events";
import { createServer } from "node:http";

import { Provider } from "oidc-provider";

import { listen } from "../listen.ts";

export const CLIENT_ID = "vedetta";
export const CLIENT_SECRET = "a secret that both sides know";

/** By subject. */
const PEOPLE: Readonly<Record<string, { readonly name: string; readonly groups: readonly string[] }>> = {
  "subject-of-anna": { name: "Anna Bianchi", groups: ["desk"] },
  "subject-of-zoe": { name: "Zoe Verdi", groups: ["kitchen"] },
};

export interface RealProvider {
  readonly issuer: string;
  close(): Promise<void>;
}

export async function startProvider(redirectUri: string): Promise<RealProvider> {
  const server = createServer();
  const port = await listen(server);
  const issuer = `http://127.0.0.1:${port}`;
  const provider = new Provider(issuer, {
    clients: [
      {
        client_id: CLIENT_ID,
        client_secret: CLIENT_SECRET,
        redirect_uris: [redirectUri],
        response_types: ["code"],
        grant_types: ["authorization_code"],
      },
    ],
    claims: { openid: ["sub"], profile: ["name"], groups: ["groups"] },
    conformIdTokenClaims: false,
    pkce: { required: () => true },
    cookies: { keys: ["a key of the provider"] },
    features: { devInteractions: { enabled: false } },
    interactions: { url: (_ctx, interaction) => `/interaction/${interaction.uid}` },
    findAccount: (_ctx, sub) => ({ accountId: sub, claims: () => ({ sub, ...PEOPLE[sub] }) }),
    async loadExistingGrant(ctx) {
      const { session, client } = ctx.oidc;
      const grant = new ctx.oidc.provider.Grant({
        ...(client === undefined ? {} : { clientId: client.clientId }),
        ...(session?.accountId === undefined ? {} : { accountId: session.accountId }),
      });
      grant.addOIDCScope("openid profile groups");
      await grant.save();
      return grant;
    },
  });
  const answer = provider.callback();
  server.on("request", (req, res) => {
    if (!req.url?.startsWith("/interaction/")) return void answer(req, res);
    if (req.method === "GET") return void res.setHeader("Content-Type", "text/html").end(PAGE);
    const read = async (): Promise<void> => {
      let body = "";
      for await (const chunk of req.setEncoding("utf8")) body += String(chunk);
      const accountId = new URLSearchParams(body).get("subject") ?? "";
      await provider.interactionFinished(req, res, { login: { accountId } });
    };
    void read();
  });
  return {
    issuer,
    async close() {
      server.close();
      server.closeAllConnections();
      await once(server, "close");
    },
  };
}

const PAGE = `<!doctype html><title>Identity</title><link rel="icon" href="data:,"><form method="post">
<label>Subject <input name="subject"></label><button>Sign in</button></form>`;
