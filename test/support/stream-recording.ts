import assert from "node:assert/strict";

/** Every byte that a wall has got since it came, as text. */
export interface StreamRecording {
  text(): string;
  /** Resolves when another heartbeat has come: whatever was published before is then in the text. */
  nextHeartbeat(): Promise<void>;
  /** Leaves. */
  end(): Promise<void>;
}

export async function recordStream(url: string): Promise<StreamRecording> {
  const { body } = await fetch(url);
  const reader = body?.getReader() ?? assert.fail("the stream has a body");
  const decoder = new TextDecoder();
  let text = "";
  let onText: (() => void) | null = null;
  const read = async (): Promise<void> => {
    for (;;) {
      const { value, done } = await reader.read();
      if (done) break;
      text += decoder.decode(value, { stream: true });
      onText?.();
    }
    onText?.();
  };
  let isOpen = true;
  const reading = read().finally(() => {
    isOpen = false;
  });
  return {
    text: () => text,
    async nextHeartbeat() {
      const from = text.length;
      while (!text.includes("event: heartbeat", from)) {
        assert.ok(isOpen, "the stream is open");
        await new Promise<void>((resolve) => {
          onText = resolve;
        });
      }
    },
    async end() {
      await reader.cancel();
      await reading;
    },
  };
}
