/** Alerts, as the configuration has them: the rules, and what of the house they are about. */
import type { AlertRules, SurgeRule } from "#domain/alert/rules.ts";
import type { RateTarget, WatchedHouse } from "#domain/alert/watches.ts";
import { CHANNELS } from "#domain/contact-event.ts";

import type { AlertsConfig } from "./alerts-schema.ts";
import { feedsOf } from "./outlook-rules.ts";
import type { ChannelConfig, Config } from "./schema.ts";

/** What the alerts of a house are made from; every message says whether its figures are invented. */
export function alertsOf(config: Config, { simulated }: { readonly simulated: boolean }) {
  const { name, locales, timeZone } = config.house;
  return {
    rules: alertRulesOf(config.alerts),
    house: watchedHouseOf(config),
    receivers: config.receivers.map(({ id, kind, severities }) => ({
      id,
      severities,
      hearsAcknowledgements: kind === "pagerduty",
    })),
    head: { house: name, locales, timeZone, simulated },
  };
}

export function alertRulesOf(alerts: AlertsConfig): AlertRules {
  const { "rate-falls": rates, "nobody-answers": answers, "source-silent": silent } = alerts;
  const { understaffed, surge, undelivered, "known-day": knownDay, "too-quiet": quiet } = alerts;
  const held = ({ holdMinutes: hold, clearMinutes: clear }: typeof understaffed) => ({ hold, clear });
  return {
    "rate-falls": when(rates, {
      ...rates,
      window: rates.windowHours,
      hold: rates.holdMinutes,
      clear: rates.clearMinutes,
    }),
    understaffed: when(understaffed, { severity: understaffed.severity, ...held(understaffed) }),
    "nobody-answers": when(answers, {
      severity: answers.severity,
      lostInARow: answers.lostInARow,
      over: answers.overMinutes,
      unattended: answers.unattendedMinutes,
      clear: answers.clearMinutes,
    }),
    surge: when(surge, levelsOf(surge)),
    "known-day": when(knownDay, knownDay),
    "source-silent": when(silent, {
      severity: silent.severity,
      after: silent.afterSeconds,
      clear: silent.clearMinutes,
    }),
    "too-quiet": when(quiet, quiet),
    undelivered: when(undelivered, { severity: undelivered.severity, after: undelivered.afterMinutes }),
    repeat: alerts.repeatMinutes,
  };
}

/** What can be the matter in this house, and who is told. */
function watchedHouseOf(config: Config): WatchedHouse {
  const feeds = feedsOf(config);
  return {
    channels: CHANNELS.flatMap((channel) => {
      const settings = config.channels[channel];
      if (settings === undefined) return [];
      return [{ channel, sources: feeds[channel] ?? [], rates: ratesOf(settings) }];
    }),
    sources: config.sources.map(({ id }) => id),
    receivers: config.receivers.map(({ id }) => id),
  };
}

/** The answer rate where it has a target: service levels of few calls say less. Otherwise each service level. */
const ratesOf = ({ answerRateTarget, serviceLevels }: ChannelConfig): readonly RateTarget[] =>
  answerRateTarget === undefined
    ? serviceLevels.map(({ withinSeconds, target }) => ({ threshold: withinSeconds, target }))
    : [{ threshold: null, target: answerRateTarget }];

const when = <T>({ enabled }: { readonly enabled: boolean }, rule: T): T | null => (enabled ? rule : null);

function levelsOf({ elevated, surge, extreme }: AlertsConfig["surge"]): SurgeRule {
  const severityOf = (level: typeof elevated) => (level === "none" ? null : level);
  return { elevated: severityOf(elevated), surge: severityOf(surge), extreme: severityOf(extreme) };
}
