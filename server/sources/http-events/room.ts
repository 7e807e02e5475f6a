import type { SourceId } from "#domain/contact-event.ts";

/** Requests whose bodies are in memory at a time: 64 MiB at the most. Beyond it a producer waits and retries. */
const MAX_REQUESTS_AT_ONCE = 64;

/** Takes a request in and answers what lets it go; `null`: those that it speaks for have no room left. */
export type Room = (sources: ReadonlySet<SourceId>) => (() => void) | null;

/**
 * Each source has the same share of the room, at least one request: one that floods or dawdles fills its own and
 * puts nobody else off. Where one credential speaks for several they share what is theirs.
 */
export function createRoom(sourceCount: number): Room {
  const share = MAX_REQUESTS_AT_ONCE / Math.max(1, sourceCount);
  const atOnce = new Map<string, number>();
  return (sources) => {
    const key = [...sources].toSorted().join(",");
    const count = atOnce.get(key) ?? 0;
    if (count >= Math.max(1, Math.floor(share * sources.size))) return null;
    atOnce.set(key, count + 1);
    return () => {
      const left = (atOnce.get(key) ?? 1) - 1;
      if (left === 0) atOnce.delete(key);
      else atOnce.set(key, left);
    };
  };
}
