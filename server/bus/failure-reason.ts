/** Why the bus cannot be reached, in a word for the log. Never a whole message: it could hold what we sent. */
export function failureReason(error: Error | null): string {
  if (error === null) return "closed";
  const { code } = error as NodeJS.ErrnoException;
  if (typeof code === "string") return code;
  if (error.message.startsWith("All sentinels are unreachable")) return "no-sentinel-answers";
  if (/^(Socket timeout|Command timed out|connect ETIMEDOUT)/.test(error.message)) return "silent";
  // What the server says begins with a word of its own: WRONGPASS, NOAUTH, NOPERM, LOADING, MASTERDOWN.
  return /^[A-Z]{3,20}(?= )/.exec(error.message)?.[0] ?? "failed";
}
