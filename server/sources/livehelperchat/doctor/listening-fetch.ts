import { readAtMost } from "../bounded-body.ts";
import { type Exchange, refusalIn } from "./failure.ts";

/** Listens in on a client that asks one thing at a time. */
export interface ListeningFetch {
  readonly fetch: typeof globalThis.fetch;
  /** What was seen of the last exchange. */
  last(): Exchange;
}

const NOTHING: Exchange = { status: null, redirect: null, refusal: null, error: null };
/** A refusal is a sentence; what is longer is not looked into. */
const MAX_REFUSAL = 2_000;
const MAX_BYTES = 33_554_432;

export function listeningFetch(fetch: typeof globalThis.fetch): ListeningFetch {
  let last = NOTHING;
  return {
    last: () => last,
    fetch: async (input, init) => {
      last = NOTHING;
      try {
        const response = await fetch(input, init);
        const text = await readAtMost(response, MAX_BYTES);
        last = {
          status: response.status,
          redirect: originOf(response.headers.get("location"), response.url),
          refusal: text.length > MAX_REFUSAL ? null : refusalIn(text),
          error: null,
        };
        return new Response(text === "" ? null : text, {
          status: response.status,
          headers: response.headers,
        });
      } catch (error) {
        last = { ...NOTHING, error };
        throw error;
      }
    },
  };
}

function originOf(location: string | null, asked: string): string | null {
  const base = asked === "" ? undefined : asked;
  return location !== null && URL.canParse(location, base) ? new URL(location, base).origin : null;
}
