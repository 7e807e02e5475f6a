const WORDS: Readonly<Record<string, string>> = {
  ECONNREFUSED: "refused",
  ECONNRESET: "reset",
  EPIPE: "reset",
  ETIMEDOUT: "timeout",
  EHOSTUNREACH: "unreachable",
  ENETUNREACH: "unreachable",
  EHOSTDOWN: "unreachable",
  ERR_TLS_CERT_ALTNAME_INVALID: "certificate",
  DEPTH_ZERO_SELF_SIGNED_CERT: "certificate",
  SELF_SIGNED_CERT_IN_CHAIN: "certificate",
};

/** By the beginning of the code. */
const FAMILIES: readonly (readonly [string, string])[] = [
  ["CERT_", "certificate"],
  ["UNABLE_TO_", "certificate"],
  ["ERR_SSL", "tls"],
  ["ERR_TLS", "tls"],
  ["EPROTO", "tls"],
  ["ETLS", "tls"],
  ["HPE_", "not-http"],
];

/** A word for what went wrong between two machines. The message of the error is not used: it may hold an address that is a secret. */
export function networkError(error: unknown): string {
  const code = codeOf(error);
  const known = WORDS[code];
  if (known !== undefined) return known;
  const family = FAMILIES.find(([start]) => code.startsWith(start));
  if (family !== undefined) return family[1];
  // Several addresses were tried: the first error tells most.
  return error instanceof AggregateError && error.errors.length > 0
    ? networkError(error.errors[0])
    : "network";
}

/** The mail library puts a code of its own in the place of that of the socket. */
function codeOf(error: unknown): string {
  if (!(error instanceof Error)) return "";
  if ("originalCode" in error) return String(error.originalCode);
  return "code" in error ? String(error.code) : "";
}
