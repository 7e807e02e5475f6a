/** `npm run token -- NAME [--wall]`: a new secret for an HTTP source or a wall. Shown once, stored nowhere. */
import { parseArgs, styleText } from "node:util";

import { newLinkSecret, newSourceToken, sha256Hex } from "#config/secret.ts";

import { EXIT_USAGE } from "./exit-codes.ts";

const USAGE = `
Usage: npm run token -- NAME          a token for the source NAME
       npm run token -- NAME --wall   a pairing link for the wall NAME
`;

const request = readArguments();
if (request === null) {
  process.stderr.write(USAGE);
  process.exitCode = EXIT_USAGE;
} else process.stdout.write(request.wall ? wallText(request.name) : sourceText(request.name));

function readArguments(): { readonly name: string; readonly wall: boolean } | null {
  try {
    const { values, positionals } = parseArgs({
      allowPositionals: true,
      options: { wall: { type: "boolean", default: false } },
    });
    const [name, ...more] = positionals;
    if (name === undefined || more.length > 0 || !/^[a-z][a-z0-9_-]{0,40}$/.test(name)) return null;
    return { name, wall: values.wall };
  } catch {
    return null;
  }
}

function sourceText(name: string): string {
  const token = newSourceToken();
  return text({
    give: `Give this to the source ${name}; it is shown only now`,
    secret: `Authorization: Bearer ${token}`,
    section: "access.sources",
    line: `- { source: ${name}, tokenSha256: "${sha256Hex(token)}" }`,
    note: "A source may have two tokens, so that one is replaced without losing an event.",
  });
}

function wallText(name: string): string {
  const secret = newLinkSecret();
  return text({
    give: `Open this on the wall ${name}, after the host's own address; it works once and is shown only now`,
    secret: `/pair/${secret}`,
    section: "access.walls",
    line: `- { name: ${name}, linkSha256: "${sha256Hex(secret)}" }`,
    note: "To unpair the wall, or to pair it anew, replace its line with that of a new link.",
  });
}

function text(parts: {
  readonly give: string;
  readonly secret: string;
  readonly section: string;
  readonly line: string;
  readonly note: string;
}): string {
  return `
${styleText("dim", `${parts.give}:`)}

  ${styleText("bold", parts.secret)}

${styleText("dim", `Add this to ${parts.section} of the configuration:`)}

  ${parts.line}

${styleText("dim", parts.note)}

`;
}
