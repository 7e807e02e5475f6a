import assert from "node:assert/strict";
import { describe, it } from "node:test";

import { epochMs } from "#domain/time.ts";
import type { AlertSnapshot } from "#wire/alert.ts";

import {
  alertOf,
  messageOf,
  NOON_MS,
  REASONS,
  resolvedOf,
  SMALL_REASONS,
} from "../../test/support/notify/messages.ts";
import type { Attempt, Format } from "./format.ts";
import { alertmanagerFormat } from "./kinds/alertmanager.ts";
import { mattermostFormat } from "./kinds/mattermost.ts";
import { ntfyFormat } from "./kinds/ntfy.ts";
import { pagerdutyFormat } from "./kinds/pagerduty.ts";
import { slackFormat } from "./kinds/slack.ts";
import { standardFormat } from "./kinds/standard.ts";
import { teamsFormat } from "./kinds/teams.ts";
import { telegramFormat, telegramRetryAfter } from "./kinds/telegram.ts";

const url = "https://hooks.example.org/in";
const secret = `whsec_${Buffer.from("0123456789abcdef0123456789abcdef").toString("base64")}`;
const attempt: Attempt = { at: epochMs(NOON_MS + 1_500), delayed: false, locale: "it" };

const FORMATS: Readonly<Record<string, Format>> = {
  standard: standardFormat({ url, secrets: [secret] }),
  alertmanager: alertmanagerFormat({ receiver: "monitoring", url, token: "token" }),
  pagerduty: pagerdutyFormat({ url, routingKey: "R0123" }),
  slack: slackFormat({ url }),
  mattermost: mattermostFormat({ url }),
  teams: teamsFormat({ url }),
  ntfy: ntfyFormat({ url, topic: "topic", token: null }),
  telegram: telegramFormat({ url, token: "12:ab", chatId: "-100" }),
};

/** The bodies of a message as JSON. */
const bodiesOf = (
  format: Format | undefined,
  changes: Parameters<typeof messageOf>[0],
  how: Partial<Attempt> = {},
) =>
  (format?.(messageOf(changes), { ...attempt, ...how }) ?? []).map((request): unknown =>
    JSON.parse(request.body),
  );
const at = (value: unknown, ...path: readonly (string | number)[]): unknown =>
  path.reduce((holder: unknown, key) => Reflect.get(Object(holder), key) as unknown, value);

/** What each event for PagerDuty does, and to which incident. */
const actionsOf = (...alerts: readonly AlertSnapshot[]) =>
  bodiesOf(FORMATS["pagerduty"], { alerts }).map((body) => [at(body, "event_action"), at(body, "dedup_key")]);
/** A text of a message that is too long. */
const textOf = (kind: string, ...path: readonly (string | number)[]): string =>
  String(at(bodiesOf(FORMATS[kind], { alerts: MANY })[0], ...path));

/** More than any receiver takes. */
const MANY: readonly AlertSnapshot[] = Array.from({ length: 200 }, (_, index) =>
  alertOf({ ...REASONS["known-day"], name: { it: `giorno ${index} ${"è".repeat(400)}`, en: "day" } }),
);

describe("every kind of receiver", () => {
  for (const [kind, format] of Object.entries(FORMATS)) {
    it(`${kind} tells no count of one or two`, () => {
      const text = JSON.stringify(
        bodiesOf(format, { alerts: SMALL_REASONS.map((reason) => alertOf(reason)) }),
      );
      const numbers = [...text.matchAll(/"(?:n|lostInARow|count|value)":([^,}]+)/g)].map(([, n]) => n);
      for (const number of numbers) assert.match(number ?? "", /^("<3"|"<10"|null)$/);
      assert.doesNotMatch(text, /[ :][12] chiamate|[ :][12] chat\b/);
    });

    it(`${kind} names nobody who works there`, () => {
      const alert = alertOf(REASONS.understaffed, {
        acknowledged: { by: "Maria Rossi", atMs: NOON_MS },
        silence: { id: "s1", by: "Maria Rossi", why: "Maria knows", untilMs: NOON_MS },
      });
      assert.doesNotMatch(JSON.stringify(bodiesOf(format, { alerts: [alert] })), /Maria/);
    });

    it(`${kind} marks a simulated house`, () => {
      assert.match(
        JSON.stringify(bodiesOf(format, { simulated: true })),
        /SIMULAZIONE|"simulated":("true"|true)/,
      );
      assert.doesNotMatch(JSON.stringify(bodiesOf(format, {})), /SIMULAZIONE|"simulated":("true"|true)/);
    });

    it(`${kind} can be tested`, () => assert.ok(bodiesOf(format, { cause: "test", alerts: [] }).length > 0));

    it(`${kind} says of what is over that it is, and names it`, () => {
      const alerts = [resolvedOf(REASONS["source-silent"])];
      const labels = { pbx: { it: "centralino", en: "PBX" } };
      const text = JSON.stringify(bodiesOf(format, { cause: "resolved", alerts }, { labels }));
      // An incident is closed by its key alone.
      if (kind === "pagerduty") return assert.match(text, /"event_action":"resolve"/);
      assert.match(text, /Risolto: nessuna notizia/);
      assert.match(text, /Risolto: centralino: nessuna notizia, 14:05 – 15:10/);
      assert.doesNotMatch(text, /Allarme/);
    });
  }
});

describe("standard", () => {
  it("tells everything as data, in every language of the house", () =>
    assert.deepEqual(bodiesOf(FORMATS["standard"], {}), [
      {
        type: "alert.fired",
        timestamp: "2026-11-25T13:05:00.000Z",
        data: {
          house: "1522",
          timeZone: "Europe/Rome",
          simulated: false,
          delayed: false,
          title: { it: "1522: Allarme – risposte in calo", en: "1522: Alarm – answer rate falls" },
          alerts: [
            {
              fingerprint: "rate-falls/chat",
              rule: "rate-falls",
              severity: "alarm",
              status: "firing",
              channel: "chat",
              source: null,
              startsAt: "2026-11-25T13:05:00.000Z",
              endsAt: null,
              acknowledged: false,
              reason: { ...REASONS["rate-falls"], value: 0.65, badProbability: 0.97 },
              text: {
                it: "Chat: 65% di 24 chat con risposta entro 20 s nelle ultime 4 h (obiettivo 81%).",
                en: "Chat: 65% of 24 chats answered within 20 s in the last 4 h (target 81%).",
              },
            },
          ],
          truncatedAlerts: 0,
        },
      },
    ]));

  it("stays under 20 kB, and tells how many alerts were left out", () => {
    const [request] = FORMATS["standard"]?.(messageOf({ alerts: MANY }), attempt) ?? [];
    assert.ok(Buffer.byteLength(request?.body ?? "") < 20_000);
    const data = at(JSON.parse(request?.body ?? ""), "data");
    const told = at(data, "alerts", "length");
    assert.equal(at(data, "truncatedAlerts"), 200 - Number(told));
    assert.ok(Number(told) > 5);
  });
});

describe("alertmanager", () => {
  it("is the payload of version 4", () => {
    const [body, over] = bodiesOf(FORMATS["alertmanager"], {
      alerts: [alertOf(REASONS["source-silent"]), resolvedOf(REASONS.surge)],
    });
    assert.deepEqual(
      { ...Object(body), alerts: undefined, commonLabels: undefined, commonAnnotations: undefined },
      {
        version: "4",
        groupKey: `{}:{house="1522", fingerprint="${String(at(body, "alerts", 0, "fingerprint"))}"}`,
        truncatedAlerts: 0,
        status: "firing",
        receiver: "monitoring",
        groupLabels: { house: "1522", fingerprint: at(body, "alerts", 0, "fingerprint") },
        commonLabels: undefined,
        commonAnnotations: undefined,
        externalURL: "",
        alerts: undefined,
      },
    );
    assert.deepEqual(at(over, "alerts", 0), {
      status: "resolved",
      labels: { alertname: "surge", severity: "critical", house: "1522" },
      annotations: {
        summary: "Risolto: afflusso insolito",
        description: "Risolto: Telefono e chat: afflusso insolito, 14:05 – 15:10 (1 h 5 min).",
      },
      startsAt: "2026-11-25T13:05:00.000Z",
      endsAt: "2026-11-25T14:10:00.000Z",
      generatorURL: "",
      fingerprint: at(over, "alerts", 0, "fingerprint"),
    });
    // Who keeps an incident for each group closes only the one that is over.
    assert.notEqual(at(over, "groupKey"), at(body, "groupKey"));
    assert.deepEqual(at(body, "commonLabels"), at(body, "alerts", 0, "labels"));
    assert.equal(at(body, "alerts", 0, "endsAt"), "0001-01-01T00:00:00Z");
    assert.match(String(at(body, "alerts", 0, "fingerprint")), /^[0-9a-f]{16}$/);
  });
});

it("alertmanager says by a label of whom messages are not delivered", () => {
  const [body] = bodiesOf(FORMATS["alertmanager"], { alerts: [alertOf(REASONS.undelivered)] });
  assert.equal(at(body, "commonLabels", "receiver"), "team-chat");
});

describe("pagerduty", () => {
  it("triggers, acknowledges and resolves the same incident", () => {
    const reason = REASONS["nobody-answers"];
    const acknowledged = { by: "x", atMs: 0 };
    const events = actionsOf(alertOf(reason), alertOf(reason, { acknowledged }), resolvedOf(reason));
    assert.deepEqual(
      events.map(([action]) => action),
      // One that fires acknowledged is opened first: it could not be acknowledged otherwise.
      ["trigger", "trigger", "acknowledge", "resolve"],
    );
    assert.equal(new Set(events.map(([, key]) => key)).size, 1);
    assert.ok(String(events[0]?.[1]).length <= 255);
  });

  it("is told at once that somebody has taken an alert on", () => {
    const taken = alertOf(REASONS.surge, { acknowledged: { by: "", atMs: 0 } });
    const bodies = bodiesOf(FORMATS["pagerduty"], { cause: "acknowledged", alerts: [taken] });
    assert.deepEqual(
      bodies.map((body) => [at(body, "event_action"), at(body, "dedup_key")]),
      [["acknowledge", actionsOf(alertOf(REASONS.surge))[0]?.[1]]],
    );
  });

  it("has an incident for each alert, and cuts a summary at 1,024", () => {
    assert.equal(
      new Set(actionsOf(alertOf(REASONS.surge), alertOf(REASONS.understaffed)).map(([, key]) => key)).size,
      2,
    );
    const long = alertOf({ ...REASONS["known-day"], name: { it: "è".repeat(3_000) } });
    const [body] = bodiesOf(FORMATS["pagerduty"], { alerts: [long] });
    assert.equal(String(at(body, "payload", "summary")).length, 1_024);
    assert.equal(at(body, "payload", "severity"), "critical");
  });

  it("opens an incident for a test and closes it", () =>
    assert.deepEqual(
      bodiesOf(FORMATS["pagerduty"], { cause: "test", alerts: [] }).map((body) => at(body, "event_action")),
      ["trigger", "resolve"],
    ));
});

describe("chats and telephones keep their limits", () => {
  it("slack", () => assert.ok(textOf("slack", "attachments", 0, "text").length <= 3_000));
  it("mattermost", () => assert.ok(textOf("mattermost", "attachments", 0, "text").length <= 16_383));
  it("teams", () =>
    assert.ok(Buffer.byteLength(JSON.stringify(bodiesOf(FORMATS["teams"], { alerts: MANY }))) <= 28_000));
  it("ntfy", () => assert.ok(Buffer.byteLength(textOf("ntfy", "message")) <= 4_096));
  it("telegram", () => assert.equal(textOf("telegram", "text").length, 4_096));
});

describe("marks of the receivers themselves", () => {
  const small = { alerts: [alertOf({ ...REASONS["nobody-answers"], lostInARow: 2 })] };

  it("slack gets <3 escaped", () =>
    assert.match(JSON.stringify(bodiesOf(FORMATS["slack"], small)), /: &lt;3 chiamate/));
  it("mattermost gets <3 as code, for it would show a heart", () =>
    assert.match(JSON.stringify(bodiesOf(FORMATS["mattermost"], small)), /: `<3` chiamate/));
  it("ntfy rings for an alarm, not for its end", () => {
    const over = { cause: "resolved", alerts: [resolvedOf(REASONS.surge)] } as const;
    assert.deepEqual(
      [{}, over].map((changes) => at(bodiesOf(FORMATS["ntfy"], changes)[0], "priority")),
      [5, 3],
    );
  });
  it("telegram tells in its body how long to wait", () => {
    assert.equal(telegramRetryAfter('{"ok":false,"parameters":{"retry_after": 35}}'), 35);
    assert.equal(telegramRetryAfter("Too Many Requests"), null);
  });
});
