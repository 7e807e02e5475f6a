import type { Problem } from "#wire/problem.ts";

/** A report over a year may take the server a while. */
const TIME_OUT_MS = 60_000;

/** `refused`: the server says why it does not give it, by the type of its problem. `failed`: it cannot be reached, or says nothing that is understood. */
export type Answer<Body> =
  | { readonly status: "given"; readonly body: Body }
  | { readonly status: "refused"; readonly problem: string }
  | { readonly status: "failed" };

export async function fetchAnswer<Body>(url: string): Promise<Answer<Body>> {
  try {
    const response = await fetch(url, {
      headers: { accept: "application/json, application/problem+json" },
      signal: AbortSignal.timeout(TIME_OUT_MS),
    });
    if (response.ok) {
      const body: Body = await response.json();
      return { status: "given", body };
    }
    if (!response.headers.get("content-type")?.startsWith("application/problem+json")) return FAILED;
    const problem: Problem = await response.json();
    return { status: "refused", problem: problem.type };
  } catch {
    return FAILED;
  }
}

const FAILED: Answer<never> = { status: "failed" };
