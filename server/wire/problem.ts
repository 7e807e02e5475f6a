/** Every way in which a request is refused, as RFC 9457 problem details. `docs/errors.md` explains each. */
export const PROBLEMS = {
  "malformed-request": { status: 400, title: "The request cannot be read" },
  "malformed-json": { status: 400, title: "The body is not JSON" },
  "invalid-period": { status: 400, title: "There is no such period" },
  "invalid-window": { status: 400, title: "There is no such window" },
  "no-data": { status: 400, title: "Nothing is known of this period" },
  unauthorized: { status: 401, title: "A valid credential is needed" },
  forbidden: { status: 403, title: "This credential is not for that" },
  "not-found": { status: 404, title: "There is nothing here" },
  "method-not-allowed": { status: 405, title: "This method is not offered here" },
  "too-large": { status: 413, title: "The request is larger than the limit" },
  "unsupported-media-type": { status: 415, title: "This media type is not understood" },
  "misdirected-request": { status: 421, title: "This host name is not served here" },
  "nothing-accepted": { status: 422, title: "No event of the request could be accepted" },
  conflict: { status: 409, title: "This cannot be done as things stand" },
  "too-many-requests": { status: 429, title: "Too many requests" },
  "internal-error": { status: 500, title: "Something went wrong here" },
  "journal-unavailable": { status: 503, title: "Events cannot be stored at present" },
  "ledger-unavailable": { status: 503, title: "The ledger cannot be read at present" },
  "access-unavailable": { status: 503, title: "Nobody can be recognised at present" },
  "client-full": { status: 429, title: "Too many walls of this client are connected" },
  "house-full": { status: 503, title: "Too many walls are connected" },
  closing: { status: 503, title: "The server is closing" },
  pipelined: { status: 400, title: "A stream cannot be pipelined" },
} as const satisfies Record<string, { readonly status: number; readonly title: string }>;

export type ProblemSlug = keyof typeof PROBLEMS;

/** The body of an `application/problem+json` answer. Never holds a value of the request. */
export interface Problem {
  /** `urn:vedetta:` and the slug. */
  readonly type: string;
  readonly title: string;
  readonly status: number;
  readonly detail?: string;
}

export function problemOf(slug: ProblemSlug, detail?: string): Problem {
  const { status, title } = PROBLEMS[slug];
  return { type: `urn:vedetta:${slug}`, title, status, ...(detail === undefined ? {} : { detail }) };
}

/** Thrown by a route that refuses a request; the error handler of `http/` answers with the problem. */
export class ProblemError extends Error {
  override readonly name = "ProblemError";
  readonly slug: ProblemSlug;
  readonly detail: string | undefined;
  /** Sent as `Retry-After`. */
  readonly retryAfterSeconds: number | undefined;

  constructor(
    slug: ProblemSlug,
    options: { readonly detail?: string; readonly retryAfterSeconds?: number } = {},
  ) {
    super(slug);
    this.slug = slug;
    this.detail = options.detail;
    this.retryAfterSeconds = options.retryAfterSeconds;
  }
}
