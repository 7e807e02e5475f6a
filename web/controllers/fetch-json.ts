const TIME_OUT_MS = 10_000;

/** The decoded body, or `null` when the server cannot be reached or does not answer with 200 and JSON. */
export async function fetchJson<Body>(url: string): Promise<Body | null> {
  try {
    const response = await fetch(url, {
      headers: { accept: "application/json" },
      signal: AbortSignal.timeout(TIME_OUT_MS),
    });
    if (!response.ok) return null;
    const body: Body = await response.json();
    return body;
  } catch {
    return null;
  }
}
