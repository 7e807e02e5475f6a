import type { Bookmarks } from "#engine/ports.ts";

/** Bookmarks that last as long as the object does: hand it to the next run. */
export function memoryBookmarks(): Bookmarks {
  const kept = new Map<string, string>();
  return {
    read: (name) => kept.get(name) ?? null,
    write: (name, value) => void kept.set(name, value),
  };
}
