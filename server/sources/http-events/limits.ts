/** What a producer may send. `docs/errors.md` and the OpenAPI document tell these figures. */

export const MAX_BODY_BYTES = 1_048_576;
export const MAX_EVENTS = 1_000;
/** The least that CloudEvents asks of a receiver. Blanks between the parts of an event do not count. */
export const MAX_EVENT_BYTES = 65_536;
/** Ids of the producer's own system; far longer than any PBX or chat server makes them. */
export const MAX_ID_LENGTH = 200;
export const MAX_OPEN_CONTACTS = 1_000;
export const MAX_OPERATORS = 10_000;
export const MAX_DURATION_SECONDS = 86_400;
