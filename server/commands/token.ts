/** `npm run token -- NAME [--metrics | --webhook] [--days N]`: a new token for a source or a scraper. Shown once, stored nowhere. */
import { parseArgs, styleText } from "node:util";

import { examineConfig } from "#config/load-config.ts";
import { newToken, sha256Hex } from "#config/secret.ts";

import { EXIT_WRONG } from "./exit-codes.ts";
import { faultOfWords, runCommand, say } from "./run-command.ts";

const USAGE = `
Usage: npm run token -- NAME             a token for the source NAME, good for a year
       npm run token -- NAME --webhook   a token for the webhooks of the source NAME, a Live Helper Chat
       npm run token -- NAME --metrics   a token for NAME to read /metrics
       npm run token -- NAME --days 90   good for 90 days; 0: for ever

With VEDETTA_CONFIG it says when that configuration has no such source.
`;

const YEAR = 365;
const DAY_MS = 86_400_000;

interface Wish {
  readonly name: string;
  readonly purpose: "source" | "webhook" | "metrics";
  /** The last day on which it is good; `null`: it never ends. */
  readonly expires: string | null;
}

/** A text: what is wrong with the words. `null`: there are none. */
function wishOf(words: readonly string[]): Wish | string | null {
  try {
    const { values, positionals } = parseArgs({
      args: [...words],
      allowPositionals: true,
      options: {
        metrics: { type: "boolean", default: false },
        webhook: { type: "boolean", default: false },
        days: { type: "string" },
      },
    });
    const [name, ...more] = positionals;
    const { days = String(YEAR), metrics, webhook } = values;
    if (name === undefined) return words.length === 0 ? null : "say for whom the token is: a NAME is missing";
    if (more.length > 0) return `one NAME at a time: ${more.join(" ")} is too much`;
    if (!/^[a-z][a-z0-9_-]{0,40}$/.test(name))
      return `${JSON.stringify(name)} is no name: use at most 41 lower-case letters, digits, - and _, a letter first`;
    if (metrics && webhook) return "a token is for one thing: --metrics or --webhook";
    if (!/^\d{1,4}$/.test(days)) return "--days takes a whole number from 0, for ever, to 9999";
    const end = new Date(Date.now() + Number(days) * DAY_MS).toISOString().slice(0, 10);
    const purpose = metrics ? "metrics" : webhook ? "webhook" : "source";
    return { name, purpose, expires: Number(days) === 0 ? null : end };
  } catch (error) {
    return faultOfWords(error);
  }
}

const PURPOSES = {
  source: { whom: (name: string) => `the source ${name}`, list: "access.sources" },
  webhook: {
    whom: (name: string) => `the Live Helper Chat ${name}, as its bearer token`,
    list: "webhookTokens of this source",
  },
  metrics: { whom: (name: string) => `the scraper ${name}`, list: "access.scrapers" },
} as const;

function textOf({ name, purpose, expires }: Wish): string {
  const token = newToken();
  const { whom, list } = PURPOSES[purpose];
  const fields = [
    ...(purpose === "webhook" ? [] : [purpose === "metrics" ? `name: ${name}` : `source: ${name}`]),
    `tokenSha256: "${sha256Hex(token)}"`,
    ...(expires === null ? [] : [`expires: "${expires}"`]),
  ];
  return `
${styleText("dim", `Give this to ${whom(name)}; it is shown only now:`)}

  ${styleText("bold", `${purpose === "webhook" ? "" : "Authorization: Bearer "}${token}`)}

${styleText("dim", `Add this to ${list} in the configuration:`)}

  - { ${fields.join(", ")} }

${styleText("dim", "Each may have two tokens, so that one is replaced without a gap.")}

`;
}

/** Why the configuration that `VEDETTA_CONFIG` names would refuse the line; `null`: it would not, or there is none whose shape is right. */
function faultInHouse({ name, purpose }: Wish): string | null {
  const file = process.env["VEDETTA_CONFIG"] ?? "";
  if (purpose === "metrics" || file === "") return null;
  const sources = examineConfig(file, process.env).config?.sources;
  if (sources === undefined) return null;
  const source = sources.find(({ id }) => id === name);
  if (source === undefined)
    return `${file} has no source ${name}, it has ${sources.map(({ id }) => id).join(", ")}: add the source first`;
  if (purpose === "source" && source.kind === "livehelperchat")
    return `${name} is a Live Helper Chat: its token is made with --webhook`;
  if (source.kind !== (purpose === "webhook" ? "livehelperchat" : "http-events"))
    return `${name} is of kind ${source.kind}, which has no such token`;
  return null;
}

await runCommand(wishOf(process.argv.slice(2)), USAGE, (wish) => {
  const fault = faultInHouse(wish);
  if (fault !== null) return say(fault, EXIT_WRONG);
  process.stdout.write(textOf(wish));
  return 0;
});
