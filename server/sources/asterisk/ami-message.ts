/** One block of the manager interface, with the fields of the allow-list and no others. */
import { MAX_VALUE_LENGTH, allowedKeys, isAllowedValue } from "./ami-fields.ts";

export interface AmiMessage {
  readonly kind: "event" | "response";
  /** The value of `Event` or `Response`. */
  readonly name: string;
  /** The first value of a key. Values stay text: numbers may have leading zeros. */
  get(key: string): string | undefined;
  /** Every value of a key that repeats, such as `ChanVariable`, in order. */
  all(key: string): readonly string[];
}

export type AmiField = readonly [key: string, value: string];

/**
 * Makes a message of the fields that follow its `Event` or `Response` line. No
 * other way leads to a message, so the allow-list holds for all of them; tests
 * write `amiMessage("event", "QueueCallerJoin", Object.entries({ Queue: "q_it" }))`.
 */
export function amiMessage(kind: AmiMessage["kind"], name: string, fields: readonly AmiField[]): AmiMessage {
  const userEvent =
    kind === "event" && name === "UserEvent"
      ? (fields.find(([key]) => key === "UserEvent")?.[1] ?? "")
      : undefined;
  const allowed = allowedKeys(kind, userEvent);
  const kept = fields
    .filter(([key, value]) => allowed.has(key) && isAllowedValue(key, value))
    .map(([key, value]): AmiField => [key, value.slice(0, MAX_VALUE_LENGTH)]);
  return new AllowedMessage(kind, name.slice(0, MAX_VALUE_LENGTH), kept);
}

class AllowedMessage implements AmiMessage {
  readonly kind: AmiMessage["kind"];
  readonly name: string;
  readonly #fields: readonly AmiField[];

  constructor(kind: AmiMessage["kind"], name: string, fields: readonly AmiField[]) {
    this.kind = kind;
    this.name = name;
    this.#fields = fields;
  }

  get(key: string): string | undefined {
    for (const field of this.#fields) if (field[0] === key) return field[1];
    return undefined;
  }

  all(key: string): readonly string[] {
    return this.#fields.filter((field) => field[0] === key).map((field) => field[1]);
  }
}
