/**
 * Whether the server knows us no more: a closed stream does not tell why. False when it cannot be asked.
 * It asks what prolongs no session, for nobody need be there.
 */
export async function isSentAway(): Promise<boolean> {
  try {
    const response = await fetch("/api/v1/trend", { signal: AbortSignal.timeout(5_000) });
    return response.status === 401;
  } catch {
    return false;
  }
}
