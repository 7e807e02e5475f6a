/** A PBX and a chat server that report over HTTP to the house of `good-two-producers.yaml`. */
import { cloudEvent, type JsonObject } from "../../support/cloud-events.ts";

const HEARTBEAT_EVERY_MS = 2_000;

/** When a delivery left and when its 202 was here; milliseconds since the epoch, by this machine's clock. */
export interface Delivered {
  readonly sentAtMs: number;
  readonly acceptedAtMs: number;
}

export interface Producer extends AsyncDisposable {
  /** Rejects when the answer is not 202. */
  deliver(events: readonly JsonObject[]): Promise<Delivered>;
}

export const machineClock = (): number => performance.timeOrigin + performance.now();

/** Says at once and then every 2 s that both systems are alive, also over the restarts of the server. */
export async function startProducer(url: string): Promise<Producer> {
  let sequence = 0;
  const beat = async (): Promise<void> => {
    sequence += 1;
    const beats = ["pbx", "chats"].map((source) =>
      event("source.heartbeat", `${source}-beat-${sequence}`, { sequence }, source),
    );
    await deliver(url, beats);
  };
  await beat();
  // While the server is away a beat is lost; the next one tells the same.
  const beating = setInterval(() => void beat().catch(() => undefined), HEARTBEAT_EVERY_MS);
  return {
    deliver: (events) => deliver(url, events),
    async [Symbol.asyncDispose]() {
      clearInterval(beating);
    },
  };
}

async function deliver(url: string, events: readonly JsonObject[]): Promise<Delivered> {
  const body = JSON.stringify(events);
  const headers = { "Content-Type": "application/cloudevents-batch+json" };
  const sentAtMs = machineClock();
  const response = await fetch(`${url}/api/v1/events`, { method: "POST", headers, body });
  const acceptedAtMs = machineClock();
  const receipt = await response.text();
  if (response.status !== 202) throw new Error(`answered ${response.status}: ${receipt}`);
  return { sentAtMs, acceptedAtMs };
}

/** What becomes of a call, step by step; each is one delivery. */
export const call = {
  waits: (number: number): JsonObject[] => [
    event("contact.arrived", `arrived-${number}`, {
      contact: `call-${number}`,
      channel: "phone",
      entry: "phone",
    }),
    event("contact.queued", `queued-${number}`, {
      contact: `call-${number}`,
      language: "it",
      queue: "q_it",
    }),
  ],
  isAnswered: (number: number): JsonObject[] => [
    event("contact.answered", `answered-${number}`, { contact: `call-${number}` }),
  ],
  ends: (number: number): JsonObject[] => [
    event("contact.ended", `ended-${number}`, { contact: `call-${number}`, outcome: "completed" }),
  ],
};

const event = (type: string, id: string, data: JsonObject, source = "pbx"): JsonObject =>
  cloudEvent({ type, id, source, time: new Date().toISOString(), data });
