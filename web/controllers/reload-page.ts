const TIME_OUT_MS = 10_000;

let isAsking = false;

/**
 * Loads the page anew, once the server has given it: a page that is loaded from a server in
 * trouble is one of the browser's own, and nobody is there to bring the wall back. `isStillWanted`
 * is asked last. Does nothing while an earlier call still asks the server, or the page is on its way already.
 */
export async function reloadPage(isStillWanted: () => boolean = () => true): Promise<void> {
  if (isAsking) return;
  isAsking = true;
  try {
    const page = await fetch(location.href, { cache: "no-store", signal: AbortSignal.timeout(TIME_OUT_MS) });
    // Whoever is sent elsewhere is no longer let in, and has at least the figures of its open stream.
    isAsking = page.ok && !page.redirected && isStillWanted();
    if (isAsking) location.reload();
  } catch {
    // Not now: whoever wants it asks again.
    isAsking = false;
  }
}
