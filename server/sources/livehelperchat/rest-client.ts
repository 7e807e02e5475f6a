/**
 * The REST questions that are asked of Live Helper Chat. Nothing is written there,
 * and nothing of an answer is looked into but whether it is one: rows are decoded elsewhere.
 */
import { type DurationMs, type EpochMs, epochMs } from "#domain/time.ts";

import { BodyTooLarge, readAtMost } from "./bounded-body.ts";

/**
 * Why there is no answer. `error-true`: Live Helper Chat says no with HTTP 200, which is how it
 * refuses a wrong user name, a wrong key and a missing permission.
 */
export type RestFailure = "unreachable" | "http-status" | "error-true" | "malformed";

export type RestAnswer =
  | {
      readonly ok: true;
      readonly rows: readonly unknown[];
      /** The clock of the server, to the second; `null` when it does not say. */
      readonly date: EpochMs | null;
    }
  | { readonly ok: false; readonly reason: RestFailure };

export type ChatsQuery = Readonly<Record<string, string | number>>;

export interface LhcRest {
  readonly chats: (query: ChatsQuery) => Promise<RestAnswer>;
  readonly onlineUsers: () => Promise<RestAnswer>;
  /** Needs a permission of its own, `lhdepartment,list`. */
  readonly departments: () => Promise<RestAnswer>;
}

export interface LhcRestOptions {
  /** Where Live Helper Chat is, such as `https://chat.example.org/index.php`. */
  readonly baseUrl: string;
  readonly username: string;
  readonly apiKey: string;
  readonly fetch?: typeof globalThis.fetch;
  readonly timeoutMs: DurationMs;
}

/** A day of a busy house is 2 MB; what is larger is no answer of ours. */
const MAX_ANSWER_BYTES = 33_554_432;

/** Never rejects, and never repeats anything of an answer. */
export function createLhcRest(options: LhcRestOptions): LhcRest {
  const { username, apiKey, timeoutMs } = options;
  const fetchAnswer = options.fetch ?? globalThis.fetch;
  const base = options.baseUrl.replace(/\/+$/, "");
  const authorization = `Basic ${Buffer.from(`${username}:${apiKey}`, "utf8").toString("base64")}`;

  const ask = async (path: string, listOf: (body: unknown) => unknown): Promise<RestAnswer> => {
    let text: string;
    let date: EpochMs | null;
    let status: number;
    try {
      const response = await fetchAnswer(`${base}/restapi/${path}`, {
        headers: { Authorization: authorization, Accept: "application/json" },
        // The key is for this address; a redirect is told as the mistake that it is.
        redirect: "manual",
        signal: AbortSignal.timeout(timeoutMs),
      });
      // A proxy refuses so. Some versions of Live Helper Chat do it with 400, most with 200: what counts is what they say.
      if (response.status === 401 || response.status === 403) {
        await response.body?.cancel();
        return { ok: false, reason: "error-true" };
      }
      if (response.status !== 200 && response.status !== 400) {
        await response.body?.cancel();
        return { ok: false, reason: "http-status" };
      }
      status = response.status;
      date = dateOf(response.headers.get("date"));
      text = await readAtMost(response, MAX_ANSWER_BYTES);
    } catch (error) {
      return { ok: false, reason: error instanceof BodyTooLarge ? "malformed" : "unreachable" };
    }
    const body = parse(text);
    if (isRecord(body) && body["error"] === true) return { ok: false, reason: "error-true" };
    if (status !== 200) return { ok: false, reason: "http-status" };
    const rows = listOf(body);
    return Array.isArray(rows) ? { ok: true, rows, date } : { ok: false, reason: "malformed" };
  };

  return {
    chats: (query) => ask(`chats?${queryOf(query)}`, (body) => (isRecord(body) ? body["list"] : undefined)),
    onlineUsers: () => ask("onlineusers", (body) => body),
    departments: () => ask("departments", (body) => (isRecord(body) ? body["result"] : undefined)),
  };
}

const queryOf = (query: ChatsQuery): string =>
  Object.entries(query)
    // Commas stay as they are: so they were when this was tried.
    .map(([name, value]) => `${name}=${encodeURIComponent(value).replaceAll("%2C", ",")}`)
    .join("&");

function dateOf(header: string | null): EpochMs | null {
  const at = header === null ? Number.NaN : Date.parse(header);
  return Number.isNaN(at) ? null : epochMs(at);
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === "object" && value !== null && !Array.isArray(value);
