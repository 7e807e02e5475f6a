/** What a silence may be about, as choices of a form: each with what is sent for it. */
import { type AlertCard, type CardContext, ruleName, rulesOf } from "./alert-card.ts";
import type { AlertsSpeech } from "./alerts-speech.ts";

export interface ScopeChoice {
  /** Empty for the alert itself, else a rule, and after a space the channel if it is of one. */
  readonly value: string;
  readonly text: string;
}

/** Rules that look at each channel by itself. */
const OF_CHANNELS = new Set(["rate-falls", "understaffed", "nobody-answers", "surge", "too-quiet"]);

/** An alert alone, or its rule on its channel, or everywhere. */
export function scopesOf({ rule, channel }: AlertCard, speech: AlertsSpeech): readonly ScopeChoice[] {
  const { words, page } = speech;
  const name = ruleName(rule, speech);
  const onChannel = channel && {
    value: `${rule} ${channel}`,
    text: words.scopeRuleOn(name, page.words[channel]),
  };
  return [
    { value: "", text: words.scopeAlert },
    ...(onChannel ? [onChannel] : []),
    { value: rule, text: words.scopeRule(name) },
  ];
}

/** Every rule, whether it fires or not, everywhere and on each channel of the house. */
export function ruleScopes({ house, speech }: CardContext): readonly ScopeChoice[] {
  const { words, page } = speech;
  return rulesOf(speech).flatMap(({ rule, name }) => {
    const everywhere = { value: rule, text: words.scopeRule(name) };
    if (!OF_CHANNELS.has(rule)) return [everywhere];
    const each = house.channels.map(({ channel }) => ({
      value: `${rule} ${channel}`,
      text: words.scopeRuleOn(name, page.words[channel]),
    }));
    return [everywhere].concat(each);
  });
}
