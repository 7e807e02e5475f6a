/** Asks the receiver of this program what Live Helper Chat would. Nothing is told that would be counted. */

/** One answer; `null`: there was none. */
export interface Reply {
  readonly status: number;
  /** Live Helper Chat may write what an answer says into the chat. */
  readonly empty: boolean;
  readonly tookMs: number;
}

export interface ReceiverExam {
  readonly url: string;
  /** To each of the tokens that were given, in their order. */
  readonly tokens: readonly (Reply | null)[];
  readonly wrongToken: Reply | null;
  /** Asked with a token that is taken; `null` also when none is. */
  readonly tooMuch: Reply | null;
}

export interface ReceiverExamOptions {
  readonly url: string;
  readonly tokens: readonly string[];
  readonly fetch: typeof globalThis.fetch;
  readonly timeoutMs: number;
}

/** About no chat, so that the receiver has nothing to do with it. */
const HARMLESS = JSON.stringify({ v: 1, event: "vedetta.doctor", chat_id: 0 });
/** More than the receiver takes. */
const TOO_MUCH = JSON.stringify({ v: 1, event: "vedetta.doctor", chat_id: 0, filling: "x".repeat(8_000) });

export async function examineReceiver(options: ReceiverExamOptions): Promise<ReceiverExam> {
  const { url } = options;
  const tokens: (Reply | null)[] = [];
  for (const token of options.tokens) tokens.push(await post(options, token, HARMLESS));
  const taken = options.tokens.find((_token, index) => tokens[index]?.status === 204);
  const isThere = tokens.length === 0 || tokens.some((reply) => reply !== null);
  return {
    url,
    tokens,
    wrongToken: isThere ? await post(options, "not-the-token", HARMLESS) : null,
    tooMuch: taken === undefined ? null : await post(options, taken, TOO_MUCH),
  };
}

async function post(
  { url, fetch, timeoutMs }: ReceiverExamOptions,
  token: string,
  body: string,
): Promise<Reply | null> {
  const begin = performance.now();
  try {
    const response = await fetch(url, {
      method: "POST",
      headers: { Authorization: `Bearer ${token}`, "Content-Type": "application/json" },
      body,
      redirect: "manual",
      signal: AbortSignal.timeout(timeoutMs),
    });
    const tookMs = performance.now() - begin;
    const bytes = await response.arrayBuffer();
    return { status: response.status, empty: bytes.byteLength === 0, tookMs };
  } catch {
    return null;
  }
}
