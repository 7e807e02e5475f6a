/** Everything in a recorded session by which somebody could be known, so that a test can look for it elsewhere. */
import assert from "node:assert/strict";

const NUMBER_FIELDS =
  /^(?:\w*(?:CallerID(?:num|ani|dnid|rdnis)|ConnectedLineNum)|(?:Dest)?Exten|Extension|DialString|AppData)$/i;
const NAME_FIELDS = /^(?:\w*(?:CallerIDName|ConnectedLineName)|MemberName)$/i;
const ID_FIELDS = /^(?:\w*(?:Uniqueid|Linkedid)|(?:Dest|Local(?:One|Two))?Channel)$/i;
/** Shorter ones are places in the dialplan and extensions; they stand in any figure. */
const LEAST_DIGITS = 7;
/** Column of a row of queue_log, from 0. */
const QUEUE_LOG = { call: 1, agent: 3, event: 4, number: 6 } as const;

export interface PersonalData {
  /** Without leading zeros, so that they are found with and without a prefix. */
  readonly numbers: readonly string[];
  readonly names: readonly string[];
  /** Of calls and of channels. */
  readonly ids: readonly string[];
}

/** `session` is what the manager interface said, `queueLog` what the PBX wrote meanwhile. */
export function personalDataOf(session: string, queueLog: string): PersonalData {
  const numbers = new Set<string>();
  const names = new Set<string>();
  const ids = new Set<string>();
  const addNumbers = (text: string): void => {
    for (const [digits] of text.matchAll(/\d+/g)) {
      const number = digits.replace(/^0+/, "");
      if (number.length >= LEAST_DIGITS) numbers.add(number);
    }
  };
  const addNames = (text: string): void => {
    for (const [name] of text.matchAll(/\p{Lu}\p{L}{2,}/gu)) if (name !== "NONE") names.add(name);
  };
  for (const [, field = "", value = ""] of session.matchAll(/^(\w+): (.*?)\r?$/gm)) {
    if (NUMBER_FIELDS.test(field)) addNumbers(value);
    else if (NAME_FIELDS.test(field)) addNames(value);
    else if (ID_FIELDS.test(field) && value !== "") ids.add(value);
  }
  for (const row of queueLog.split("\n")) {
    const columns = row.split("|");
    addNames(columns[QUEUE_LOG.agent] ?? "");
    if (columns[QUEUE_LOG.event] === "ENTERQUEUE") addNumbers(columns[QUEUE_LOG.number] ?? "");
    if (/\d\.\d/.test(columns[QUEUE_LOG.call] ?? "")) ids.add(columns[QUEUE_LOG.call] ?? "");
  }
  return { numbers: [...numbers], names: [...names], ids: [...ids] };
}

/** Fails when `bytes` hold any of it; `where` says what they are. Never says what was found: failures are read by people. */
export function assertNobodyIn(bytes: Uint8Array, where: string, data: PersonalData): void {
  const text = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString("latin1");
  for (const [kind, values] of Object.entries(data) satisfies [string, readonly string[]][])
    for (const [index, value] of values.entries())
      assert.ok(!holds(text, value), `${where} holds number ${index} of the ${kind}`);
}

/** Whole words only for what is short; a number is found inside other digits too. */
function holds(text: string, value: string): boolean {
  const needle = Buffer.from(value, "utf8").toString("latin1");
  for (let at = text.indexOf(needle); at !== -1; at = text.indexOf(needle, at + 1)) {
    const isPartOfWord = /[a-z]/i.test(text[at - 1] ?? "") || /[a-z]/i.test(text[at + needle.length] ?? "");
    if (/^\d/.test(needle) || !isPartOfWord) return true;
  }
  return false;
}
