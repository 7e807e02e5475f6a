import { cloudEvent, type JsonObject } from "../../support/cloud-events.ts";

/** Calls as a PBX would report them: three events each, a second apart. */
export function numberedCloudEvent(index: number): JsonObject {
  const call = Math.floor(index / 3);
  const contact = `${1_795_600_000 + call}.${call}`;
  const id = `${contact}-${index % 3}`;
  const time = new Date(Date.UTC(2026, 10, 25, 9) + index).toISOString();
  if (index % 3 === 0)
    return cloudEvent({
      id,
      time,
      type: "contact.arrived",
      data: { contact, channel: "phone", entry: "phone" },
    });
  if (index % 3 === 1)
    return cloudEvent({ id, time, type: "contact.queued", data: { contact, language: "it", queue: "q_it" } });
  return cloudEvent({
    id,
    time,
    type: "contact.ended",
    data: { contact, outcome: "completed", talkSeconds: 61 },
  });
}

/** The bodies of `count` events, `size` a request. */
export function numberedBodies(count: number, size: number): string[] {
  return Array.from({ length: Math.ceil(count / size) }, (_, request) =>
    JSON.stringify(Array.from({ length: size }, (_item, item) => numberedCloudEvent(request * size + item))),
  );
}
