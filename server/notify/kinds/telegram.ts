import { cutText } from "../cut-text.ts";
import { type Format, jsonRequest } from "../format.ts";
import { storyOf } from "../story.ts";

/** Limit of a message of Telegram. */
const MAX_TEXT = 4_096;

/** A message of a bot of Telegram, as plain text. The token is a part of the address. */
export function telegramFormat(options: {
  readonly url: string;
  readonly token: string;
  readonly chatId: string;
}): Format {
  const url = `${options.url.replace(/\/+$/, "")}/bot${options.token}/sendMessage`;
  return (message, attempt) => {
    const { title, lines, isResolved, severity } = storyOf(message, attempt);
    const body = {
      chat_id: options.chatId,
      text: cutText([title, ...lines].join("\n"), MAX_TEXT),
      disable_notification: isResolved || severity === "info",
      link_preview_options: { is_disabled: true },
    };
    return [jsonRequest(url, body)];
  };
}

/** Telegram says in the body how many seconds to wait; `null`: it does not. */
export function telegramRetryAfter(body: string): number | null {
  const seconds = /"retry_after"\s*:\s*(\d{1,6})\b/.exec(body)?.[1];
  return seconds === undefined ? null : Number(seconds);
}
