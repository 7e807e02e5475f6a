/** The events of the stream. Nothing else is ever an event name, so no name can carry a line break. */
export type EventName = "snapshot" | "heartbeat" | "bye" | "revoked";

/**
 * One event as the text of an event stream. JSON has no raw line breaks, so the
 * data is always one `data:` line and no value can inject a field. Without an
 * `id` the reader keeps the last one it saw.
 */
export function eventText(name: EventName, data: object, id?: SnapshotId): string {
  const idLine = id === undefined ? "" : `id: ${id}\n`;
  return `event: ${name}\n${idLine}data: ${JSON.stringify(data)}\n\n`;
}

/** `<epoch>:<revision>`. Opaque to walls: equal means the same snapshot, and that is all it means. */
export type SnapshotId = `${string}:${number}`;
