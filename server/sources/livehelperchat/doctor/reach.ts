/** Whether a key reaches further than the wallboard must. Asks for nothing that exists, and looks at the beginning only. */
import { refusalIn } from "./failure.ts";

/** `closed`: a proxy does not let it pass. `unknown`: no answer that says. */
export type Reach = "open" | "refused" | "closed" | "unknown";

export interface ReachOptions {
  readonly baseUrl: string;
  readonly authorization: string;
  readonly fetch: typeof globalThis.fetch;
  readonly timeoutMs: number;
}

/**
 * Texts of chats: asked for a chat that cannot exist. Who may not read them is told which
 * permission that takes; who may is told that there is no such chat.
 */
export const reachOfMessages = (options: ReachOptions): Promise<Reach> =>
  reach(options, "fetchchatmessages?chat_id=0", (beginning) => {
    const refusal = refusalIn(beginning);
    if (refusal === null) return "unknown";
    return refusal.kind === "permission" ? "refused" : "open";
  });

/** Names and addresses of the staff. Only the first bytes of the answer are taken, in which there is none. */
export const reachOfStaff = (options: ReachOptions): Promise<Reach> =>
  reach(options, "getusers", (beginning) => {
    if (/^\s*\{"error":false/.test(beginning)) return "open";
    return /^\s*\{"error":true/.test(beginning) ? "refused" : "unknown";
  });

/** As much as a sentence takes. */
const BEGINNING_BYTES = 600;

async function reach(
  { baseUrl, authorization, fetch, timeoutMs }: ReachOptions,
  path: string,
  judge: (beginning: string) => Reach,
): Promise<Reach> {
  try {
    const response = await fetch(`${baseUrl.replace(/\/+$/, "")}/restapi/${path}`, {
      headers: { Authorization: authorization, Accept: "application/json" },
      redirect: "manual",
      signal: AbortSignal.timeout(timeoutMs),
    });
    const beginning = await beginningOf(response);
    // Other statuses are not of Live Helper Chat, whatever they say.
    const judged = response.status === 200 || response.status === 400 ? judge(beginning) : "unknown";
    if (judged !== "unknown") return judged;
    return response.status >= 300 && response.status < 500 ? "closed" : "unknown";
  } catch {
    return "unknown";
  }
}

async function beginningOf(response: Response): Promise<string> {
  if (response.body === null) return "";
  const chunks: Uint8Array[] = [];
  let length = 0;
  for await (const chunk of response.body) {
    chunks.push(chunk.subarray(0, BEGINNING_BYTES - length));
    length += chunk.byteLength;
    // Leaving the loop cancels the rest.
    if (length >= BEGINNING_BYTES) break;
  }
  return Buffer.concat(chunks).toString("utf8");
}
