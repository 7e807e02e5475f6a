/** `npm run token -- NAME [--metrics] [--days N]`: a new token for an HTTP source or a scraper. Shown once, stored nowhere. */
import { parseArgs, styleText } from "node:util";

import { newToken, sha256Hex } from "#config/secret.ts";

import { EXIT_USAGE } from "./exit-codes.ts";

const USAGE = `
Usage: npm run token -- NAME             a token for the source NAME, good for a year
       npm run token -- NAME --metrics   a token for NAME to read /metrics
       npm run token -- NAME --days 90   good for 90 days; 0: for ever
`;

const YEAR = 365;
const DAY_MS = 86_400_000;

interface Wish {
  readonly name: string;
  readonly metrics: boolean;
  /** The last day on which it is good; `null`: it never ends. */
  readonly expires: string | null;
}

const wish = readArguments();
if (wish === null) {
  process.stderr.write(USAGE);
  process.exitCode = EXIT_USAGE;
} else process.stdout.write(textOf(wish));

function readArguments(): Wish | null {
  try {
    const { values, positionals } = parseArgs({
      allowPositionals: true,
      options: { metrics: { type: "boolean", default: false }, days: { type: "string" } },
    });
    const [name, ...more] = positionals;
    const { days = String(YEAR), metrics } = values;
    if (name === undefined || more.length > 0 || !/^[a-z][a-z0-9_-]{0,40}$/.test(name)) return null;
    if (!/^\d{1,4}$/.test(days)) return null;
    const end = new Date(Date.now() + Number(days) * DAY_MS).toISOString().slice(0, 10);
    return { name, metrics, expires: Number(days) === 0 ? null : end };
  } catch {
    return null;
  }
}

function textOf({ name, metrics, expires }: Wish): string {
  const token = newToken();
  const fields = [
    metrics ? `name: ${name}` : `source: ${name}`,
    `tokenSha256: "${sha256Hex(token)}"`,
    ...(expires === null ? [] : [`expires: "${expires}"`]),
  ];
  return `
${styleText("dim", `Give this to ${metrics ? "the scraper" : "the source"} ${name}; it is shown only now:`)}

  ${styleText("bold", `Authorization: Bearer ${token}`)}

${styleText("dim", `Add this to access.${metrics ? "scrapers" : "sources"} of the configuration:`)}

  - { ${fields.join(", ")} }

${styleText("dim", "Each may have two tokens, so that one is replaced without a gap.")}

`;
}
