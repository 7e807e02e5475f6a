import assert from "node:assert/strict";
import { describe, it } from "node:test";

import type { AlertState } from "#domain/alert/alert-state.ts";
import type { Telling } from "#domain/alert/notification.ts";
import type { Severity } from "#domain/alert/severity.ts";
import { epochMs, ms } from "#domain/time.ts";

import { messagesOf } from "./alert-messages.ts";
import { alertSnapshotOf } from "./alert-snapshot.ts";

const NOW = epochMs(2_000_000);

const alert = (fingerprint: string, severity: Severity, toldAs: readonly Severity[]): AlertState => ({
  fingerprint,
  rule: "surge",
  channel: "phone",
  source: null,
  status: "firing",
  severity,
  pendingSince: epochMs(1_000_000),
  startsAt: epochMs(1_000_000),
  heldFor: { info: null, watch: null, alarm: null },
  clearFor: null,
  reason: { kind: "understaffed", channel: "phone", onLine: 1, needed: 2 },
  acknowledged: null,
  told: toldAs,
  toldFor: ms(0),
  repeats: 0,
});

/** Receiver, cause and alerts of each message. */
function told(telling: Telling, about: string | null = null): string[] {
  const entries = messagesOf([telling], {
    receivers: [
      { id: "all", severities: ["info", "watch", "alarm"], hearsAcknowledgements: false },
      { id: "grave", severities: ["watch", "alarm"], hearsAcknowledgements: false },
      { id: "alarms", severities: ["alarm"], hearsAcknowledgements: false },
    ],
    head: { house: "1522", locales: ["it"], timeZone: "Europe/Rome", simulated: true },
    now: NOW,
    isAbout: (_alert, receiver) => receiver === about,
    snapshotOf: (one) => alertSnapshotOf(one, { silence: null, inhibitedBy: null }),
  });
  assert.equal(new Set(entries.map(({ receiver, message }) => receiver + message.id)).size, entries.length);
  return entries.map(
    ({ receiver, message }) =>
      `${receiver}: ${message.cause} ${message.alerts.map(({ fingerprint }) => fingerprint).join(" ")}`,
  );
}

it("a message names neither who took care of an alert nor who silenced it and why", () => {
  const options = {
    receivers: [{ id: "all", severities: ["alarm"], hearsAcknowledgements: false }],
    head: { house: "1522", locales: ["it"], timeZone: "Europe/Rome", simulated: true },
    now: NOW,
    isAbout: () => false,
    snapshotOf: (one: AlertState) =>
      alertSnapshotOf(
        { ...one, acknowledged: { by: "Maria", at: NOW, severity: "alarm" } },
        {
          silence: {
            id: "s",
            scope: { kind: "rule", rule: "surge", channel: null },
            by: "Maria",
            why: "Maria knows",
            from: NOW,
            until: NOW,
          },
          inhibitedBy: null,
        },
      ),
  } as const;
  const telling: Telling = { cause: "fired", severity: "alarm", alerts: [alert("a", "alarm", ["alarm"])] };
  const [entry] = messagesOf([telling], options);
  assert.doesNotMatch(JSON.stringify(entry), /Maria/);
  assert.notEqual(entry?.message.alerts[0]?.acknowledged, null);
});

/** The id of a repetition. */
const repeatedId = (repeats: number) =>
  messagesOf(
    [{ cause: "repeated", severity: "alarm", alerts: [{ ...alert("a", "alarm", ["alarm"]), repeats }] }],
    {
      receivers: [{ id: "all", severities: ["alarm"], hearsAcknowledgements: false }],
      head: { house: "1522", locales: ["it"], timeZone: "Europe/Rome", simulated: true },
      now: epochMs(NOW + repeats),
      isAbout: () => false,
      snapshotOf: (one) => alertSnapshotOf(one, { silence: null, inhibitedBy: null }),
    },
  )[0]?.message.id;

describe("messages about alerts", () => {
  it("go to receivers of their severity", () => {
    const alerts = [alert("a", "watch", ["watch"]), alert("b", "watch", ["watch"])];
    assert.deepEqual(told({ cause: "fired", severity: "watch", alerts }), [
      "all: fired a b",
      "grave: fired a b",
    ]);
  });

  it("say fired to whom the lesser severity was not told", () => {
    const alerts = [alert("a", "alarm", ["info", "alarm"]), alert("b", "alarm", ["watch", "alarm"])];
    assert.deepEqual(told({ cause: "escalated", severity: "alarm", alerts }), [
      "all: escalated a b",
      "grave: fired a",
      "grave: escalated b",
      "alarms: fired a b",
    ]);
  });

  it("tell the end to those who were told, of what they were told", () => {
    const alerts = [alert("a", "watch", ["watch", "alarm"]), alert("b", "watch", ["watch"])];
    assert.deepEqual(told({ cause: "resolved", severity: "alarm", alerts }), [
      "all: resolved a b",
      "grave: resolved a b",
      "alarms: resolved a",
    ]);
  });

  it("do not go to the receiver that they are about", () => {
    const alerts = [alert("a", "alarm", ["alarm"])];
    assert.deepEqual(told({ cause: "fired", severity: "alarm", alerts }, "grave"), [
      "all: fired a",
      "alarms: fired a",
    ]);
  });

  it("have the same id whenever and wherever they are made, and another when repeated", () => {
    assert.match(repeatedId(1) ?? "", /^msg_[0-9a-f]{32}$/);
    assert.equal(repeatedId(1), repeatedId(1));
    assert.notEqual(repeatedId(1), repeatedId(2));
  });
});
