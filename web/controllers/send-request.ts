import type { Problem } from "#wire/problem.ts";

/** A test of a receiver waits for the receiver. */
const TIME_OUT_MS = 30_000;

/** `refused`: the server says why, by the slug of its problem and a status. `failed`: nobody knows what became of it. */
export type Outcome =
  | { readonly status: "done"; readonly body: unknown }
  | { readonly status: "refused"; readonly problem: string; readonly code: number }
  | { readonly status: "failed" };

/** Asks the server for something: a POST or a DELETE, with or without a body. */
export async function sendRequest(method: "POST" | "DELETE", url: string, body?: object): Promise<Outcome> {
  try {
    const response = await fetch(url, {
      method,
      headers: {
        accept: "application/json, application/problem+json",
        ...(body === undefined ? {} : { "content-type": "application/json" }),
      },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      signal: AbortSignal.timeout(TIME_OUT_MS),
    });
    const type = response.headers.get("content-type") ?? "";
    if (response.ok)
      return { status: "done", body: type.startsWith("application/json") ? await response.json() : null };
    if (!type.startsWith("application/problem+json"))
      return { status: "refused", problem: "", code: response.status };
    const problem: Problem = await response.json();
    return { status: "refused", problem: problem.type.replace("urn:vedetta:", ""), code: response.status };
  } catch {
    return { status: "failed" };
  }
}
