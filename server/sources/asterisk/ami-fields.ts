/**
 * The allow-list of the manager interface: what may leave a block of bytes and
 * enter a message. Everything else (numbers, names, channels, extensions, free
 * text) is dropped before a message exists. To need one more field is to add one
 * more line here, with a look at what a PBX may write into it.
 */

/** Longer values are cut. Ids and queue names are far shorter; user events are free text. */
export const MAX_VALUE_LENGTH = 128;

/** Answers to our own actions. */
const CONTROL_KEYS = ["ActionID", "EventList", "Message", "Ping", "Timestamp"] as const;

/** Lists, and the life of the PBX. */
const EVENT_KEYS = [
  "ActionID",
  "EventList",
  "ListItems",
  "Timestamp",
  "SystemName",
  "Uptime",
  "Shutdown",
  "Restart",
  "Module",
] as const;

/** Uniqueid and Linkedid can be joined with records of the PBX: they become pseudonyms before they leave the connector. */
const CALL_KEYS = [
  "Uniqueid",
  "Linkedid",
  "ChannelState",
  "AccountCode",
  "Context",
  "Application",
  "Cause",
  "Duration",
] as const;

const QUEUE_KEYS = [
  "Queue",
  "Position",
  "OriginalPosition",
  "Count",
  "Calls",
  "Completed",
  "Abandoned",
  "Wait",
  "HoldTime",
  "TalkTime",
  "RingTime",
  "Reason",
  "Callers",
  "LoggedIn",
  "Available",
  "LongestHoldTime",
] as const;

/** `Interface` (`Location` in listings) tells people apart and is used for counting them only; their names are not needed. */
const MEMBER_KEYS = [
  "Interface",
  "Location",
  "Membership",
  "Status",
  "Paused",
  "InCall",
  "LoginTime",
  "LastCall",
  "LastPause",
  "CallsTaken",
  "Wrapuptime",
] as const;

/** Fields of the dialplan markers `HelplineStage`, `HelplineEnd` and `HelplineOut`. `Member` and `Agent` are left out. */
const MARKER_KEYS = [
  "Stage",
  "Outcome",
  "Lang",
  "QStatus",
  "VmStatus",
  "Abandoned",
  "Kind",
  "DialStatus",
  "AnsweredSecs",
  "ToQueue",
] as const;

const CHANNEL_VARIABLES: ReadonlySet<string> = new Set(["HL_LANG", "HL_STAGE", "HL_OUTCOME", "HL_DIR"]);

const CHAN_VARIABLE = "ChanVariable";

const IN_RESPONSES: ReadonlySet<string> = new Set(CONTROL_KEYS);
const IN_EVENTS: ReadonlySet<string> = new Set([
  ...EVENT_KEYS,
  ...CALL_KEYS,
  ...QUEUE_KEYS,
  ...MEMBER_KEYS,
  CHAN_VARIABLE,
]);
const IN_MARKERS: ReadonlySet<string> = new Set([
  ...EVENT_KEYS,
  ...CALL_KEYS,
  "UserEvent",
  ...MARKER_KEYS,
  CHAN_VARIABLE,
]);
/** Values of other keys are not even turned into text. */
export const KNOWN_KEYS: ReadonlySet<string> = IN_RESPONSES.union(IN_EVENTS).union(IN_MARKERS);

/** User events of other applications keep their name and nothing an application chose to write. */
const IN_OTHER_USER_EVENTS: ReadonlySet<string> = new Set(["UserEvent", "Timestamp", "SystemName"]);

const MARKER_NAME = /^Helpline(?:Stage|End|Out)$/;

/** The keys a block may keep. `userEvent` is the value of its `UserEvent` line, or undefined when it is no user event. */
export function allowedKeys(kind: "event" | "response", userEvent: string | undefined): ReadonlySet<string> {
  if (kind === "response") return IN_RESPONSES;
  if (userEvent === undefined) return IN_EVENTS;
  return MARKER_NAME.test(userEvent) ? IN_MARKERS : IN_OTHER_USER_EVENTS;
}

/** Of the channel variables only the four of the dialplan markers may pass, even if the PBX sends more. */
export function isAllowedValue(key: string, value: string): boolean {
  return key !== CHAN_VARIABLE || CHANNEL_VARIABLES.has(value.slice(0, Math.max(0, value.indexOf("="))));
}
