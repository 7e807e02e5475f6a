import type { OperatorCounts } from "#domain/contact-event.ts";
import { OPERATOR_STATES } from "#domain/contact-event.ts";

import { fieldCount, isObject, isWhole, isWord, whyNotNumber, whyNotObject, whyNotWord } from "./checks.ts";
import type { DataDecoder } from "./decode-event.ts";
import { MAX_OPERATORS } from "./limits.ts";
import { type Refusal, accept, refuse } from "./refusal.ts";

const UNKNOWN_FIELD = refuse("$.data", "unknown-field");

const decodeOutboundEnded: DataDecoder = (head, data, words) => {
  const { purpose } = data;
  if (!isWord(purpose, words.purposes))
    return refuse("$.data.purpose", whyNotWord(purpose, "not-configured"));
  if (fieldCount(data) !== 1) return UNKNOWN_FIELD;
  return accept({ ...head, type: "outbound.ended", purpose });
};

const decodeOperatorsChanged: DataDecoder = (head, data, words) => {
  const { channel, sequence } = data;
  if (!isWord(channel, words.channels))
    return refuse("$.data.channel", whyNotWord(channel, "not-configured"));
  if (!isWhole(sequence, Number.MAX_SAFE_INTEGER)) return refuse("$.data.sequence", whyNotNumber(sequence));
  const counted = decodeCounts(data.counts);
  if (!counted.ok) return counted;
  if (fieldCount(data) !== 3) return UNKNOWN_FIELD;
  return accept({ ...head, type: "operators.changed", channel, sequence, counts: counted.counts });
};

const decodeHeartbeat: DataDecoder = (head, data) => {
  const { sequence } = data;
  if (!isWhole(sequence, Number.MAX_SAFE_INTEGER)) return refuse("$.data.sequence", whyNotNumber(sequence));
  if (fieldCount(data) !== 1) return UNKNOWN_FIELD;
  return accept({ ...head, type: "source.heartbeat", sequence });
};

export const OPERATION_DECODERS: readonly (readonly [string, DataDecoder])[] = [
  ["outbound.ended", decodeOutboundEnded],
  ["operators.changed", decodeOperatorsChanged],
  ["source.heartbeat", decodeHeartbeat],
];

/** Every state is told, zero included: a state left out would be a guess. `null`: nobody can count at present. */
function decodeCounts(
  value: unknown,
): { readonly ok: true; readonly counts: OperatorCounts | null } | Refusal {
  if (value === null) return { ok: true, counts: null };
  if (!isObject(value)) return refuse("$.data.counts", whyNotObject(value));
  const { available, ringing, busy, wrapUp, paused, offline } = value;
  if (
    !isWhole(available, MAX_OPERATORS) ||
    !isWhole(ringing, MAX_OPERATORS) ||
    !isWhole(busy, MAX_OPERATORS) ||
    !isWhole(wrapUp, MAX_OPERATORS) ||
    !isWhole(paused, MAX_OPERATORS) ||
    !isWhole(offline, MAX_OPERATORS)
  ) {
    const wrong = OPERATOR_STATES.find((state) => !isWhole(value[state], MAX_OPERATORS)) ?? "offline";
    return refuse(`$.data.counts.${wrong}`, whyNotNumber(value[wrong]));
  }
  if (fieldCount(value) !== OPERATOR_STATES.length) return refuse("$.data.counts", "unknown-field");
  return { ok: true, counts: { available, ringing, busy, wrapUp, paused, offline } };
}
