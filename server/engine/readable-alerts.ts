/**
 * Reads what another version saved of alerts, each piece by itself: what an older one did not know
 * yet has its beginning, what a newer one knows besides is left out, and what cannot be read is
 * dropped alone. Pure: the state is whatever was in the file.
 */
import type { AlertState, HeldFor } from "#domain/alert/alert-state.ts";
import type { AlertDecision } from "#domain/alert/decision.ts";
import { RULE_NAMES } from "#domain/alert/rules.ts";
import { SEVERITIES, type Severity } from "#domain/alert/severity.ts";
import type { Silence, SilenceScope } from "#domain/alert/silence.ts";
import { type Channel, CHANNELS } from "#domain/contact-event.ts";
import { type DurationMs, type EpochMs, epochMs, ms } from "#domain/time.ts";
import type { AlertReason, AlertSnapshot } from "#wire/alert.ts";

import type { OutboxEntry } from "./alert-ports.ts";

type Fields = Readonly<Record<string, unknown>>;

/** A receiver whose oldest message has waited since an instant, and for how long as lived. */
export interface StuckReceiver {
  readonly receiver: string;
  readonly since: EpochMs;
  readonly stuckFor: DurationMs;
}

/** The pieces of a list that could be read, and how many could not. */
export interface Readable<T> {
  readonly read: readonly T[];
  readonly lost: number;
}

/** A list in which `decode` answers `null` for what it cannot read; what is no list has no pieces. */
export function readable<T>(list: unknown, decode: (piece: Fields) => T | null): Readable<T> {
  const pieces: readonly unknown[] = Array.isArray(list) ? list : [];
  const read = pieces.map((piece) => decode(fieldsOf(piece))).filter((piece) => piece !== null);
  return { read, lost: pieces.length - read.length };
}

export const fieldsOf = (value: unknown): Fields =>
  typeof value === "object" && value !== null ? Object.fromEntries(Object.entries(value)) : {};

export function decodeAlert(saved: Fields): AlertState | null {
  const { pendingSince } = saved;
  const [fingerprint, rule, reason] = [textOf(saved["fingerprint"]), textOf(saved["rule"]), reasonOf(saved)];
  const status = (["pending", "firing", "recovering"] as const).find((one) => one === saved["status"]);
  const [severity, channel] = [severityOf(saved["severity"]), channelOf(saved["channel"])];
  if (fingerprint === null || rule === null || reason === null || channel === undefined) return null;
  if (!status || !severity || !isNumber(pendingSince)) return null;
  const startsAt = isNumber(saved["startsAt"]) ? saved["startsAt"] : pendingSince;
  return {
    fingerprint,
    rule,
    channel,
    source: textOf(saved["source"]),
    status,
    severity,
    pendingSince: epochMs(pendingSince),
    startsAt: status === "pending" ? null : epochMs(startsAt),
    heldFor: heldForOf(fieldsOf(saved["heldFor"])),
    clearFor: lengthOf(saved["clearFor"]),
    reason,
    acknowledged: acknowledgementOf(fieldsOf(saved["acknowledged"]), severity),
    // What fires was told, unless it says otherwise: nobody is told twice for a change of version.
    told: toldOf(saved["told"]) ?? (status === "pending" ? [] : [severity]),
    toldFor: lengthOf(saved["toldFor"]) ?? ms(0),
    repeats: isNumber(saved["repeats"]) ? saved["repeats"] : 0,
  };
}

export function decodeSilence(saved: Fields): Silence | null {
  const { from, until } = saved;
  const [id, scope] = [textOf(saved["id"]), scopeOf(fieldsOf(saved["scope"]))];
  if (id === null || scope === null || !isNumber(until)) return null;
  const [by, why] = [textOf(saved["by"]) ?? "", textOf(saved["why"]) ?? ""];
  return { id, scope, by, why, from: epochMs(isNumber(from) ? from : until), until: epochMs(until) };
}

/** A resolved alert. Nothing is done by it: it is shown. */
export function decodePast(saved: Fields): AlertSnapshot | null {
  const { pendingSinceMs, startsAtMs, endsAtMs } = saved;
  const [fingerprint, rule, reason] = [textOf(saved["fingerprint"]), textOf(saved["rule"]), reasonOf(saved)];
  const [severity, channel] = [severityOf(saved["severity"]), channelOf(saved["channel"])];
  if (fingerprint === null || rule === null || reason === null || channel === undefined) return null;
  if (!severity || !isNumber(endsAtMs)) return null;
  const { by, atMs } = fieldsOf(saved["acknowledged"]);
  return {
    fingerprint,
    rule,
    severity,
    status: "resolved",
    channel,
    source: textOf(saved["source"]),
    pendingSinceMs: isNumber(pendingSinceMs) ? pendingSinceMs : endsAtMs,
    startsAtMs: isNumber(startsAtMs) ? startsAtMs : null,
    endsAtMs,
    reason,
    acknowledged: isNumber(atMs) ? { by: textOf(by) ?? "", atMs } : null,
    silence: null,
    inhibitedBy: null,
  };
}

/** A message that waits. Its body is for the notifier, which knows old ones: they lie in the outbox too. */
export const decodeEntry = ({ receiver, message }: Fields): OutboxEntry | null =>
  typeof receiver === "string" && isMessage(message) ? { receiver, message } : null;

/** What somebody decided, here or at another node. */
export function decodeDecision(saved: Fields): AlertDecision | null {
  const { kind, fingerprint, by, at, endedAt } = saved;
  if (kind === "silence") {
    const silence = decodeSilence(fieldsOf(saved["silence"]));
    return silence && { kind, silence, endedAt: isNumber(endedAt) ? epochMs(endedAt) : null };
  }
  return kind === "acknowledgement" && typeof fingerprint === "string" && isNumber(at)
    ? { kind, fingerprint, by: textOf(by), at: epochMs(at) }
    : null;
}

function isMessage(value: unknown): value is OutboxEntry["message"] {
  const { id, cause, atMs, alerts } = fieldsOf(value);
  return typeof id === "string" && typeof cause === "string" && isNumber(atMs) && Array.isArray(alerts);
}

/** Since when the oldest message to a receiver waits, and for how long as lived. */
export function decodeStuck({ receiver, since, stuckFor }: Fields): StuckReceiver | null {
  const length = lengthOf(stuckFor);
  return typeof receiver === "string" && isNumber(since) && length !== null
    ? { receiver, since: epochMs(since), stuckFor: length }
    : null;
}

const isNumber = (value: unknown): value is number => typeof value === "number" && Number.isFinite(value);
const textOf = (value: unknown): string | null => (typeof value === "string" ? value : null);
const lengthOf = (value: unknown): DurationMs | null => (isNumber(value) && value >= 0 ? ms(value) : null);
const severityOf = (value: unknown): Severity | undefined => SEVERITIES.find((one) => one === value);
/** `undefined`: a channel that is not known here, which must not become all of them. */
const channelOf = (value: unknown): Channel | null | undefined =>
  value === null || value === undefined ? null : CHANNELS.find((one) => one === value);

/** The rule reads a new one at its next look; until then this one is shown. */
function reasonOf({ reason }: Fields): AlertReason | null {
  return isReason(reason) ? reason : null;
}

const isReason = (value: unknown): value is AlertReason =>
  RULE_NAMES.some((kind) => kind === fieldsOf(value)["kind"]);

const heldForOf = ({ info, watch, alarm }: Fields): HeldFor => ({
  info: lengthOf(info),
  watch: lengthOf(watch),
  alarm: lengthOf(alarm),
});

const toldOf = (value: unknown): readonly Severity[] | null =>
  Array.isArray(value) ? SEVERITIES.filter((one) => value.includes(one)) : null;

/** Whoever took it on before severities were noted took on what it is. */
function acknowledgementOf({ by, at, severity }: Fields, present: Severity): AlertState["acknowledged"] {
  if (!isNumber(at)) return null;
  return { by: textOf(by) ?? "", at: epochMs(at), severity: severityOf(severity) ?? present };
}

function scopeOf({ kind, fingerprint, rule, channel }: Fields): SilenceScope | null {
  if (kind === "alert" && typeof fingerprint === "string") return { kind, fingerprint };
  const on = channelOf(channel);
  return kind === "rule" && typeof rule === "string" && on !== undefined ? { kind, rule, channel: on } : null;
}
