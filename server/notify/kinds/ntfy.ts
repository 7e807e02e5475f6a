import type { Severity } from "#wire/alert.ts";

import { cutBytes } from "../cut-text.ts";
import { bearer, type Format, jsonRequest } from "../format.ts";
import { storyOf } from "../story.ts";

/** A longer message would become an attachment. */
const MAX_MESSAGE_BYTES = 4_096;
const MAX_TITLE_BYTES = 250;
/** 5 rings through "do not disturb" where the phone allows it; 3 is ordinary. */
const PRIORITY = { info: 3, watch: 4, alarm: 5 } as const satisfies Record<Severity, number>;
const TAG = {
  info: "information_source",
  watch: "warning",
  alarm: "rotating_light",
} as const satisfies Record<Severity, string>;

/** Publishing as JSON to ntfy. */
export function ntfyFormat(options: {
  readonly url: string;
  readonly topic: string;
  readonly token: string | null;
}): Format {
  return (message, attempt) => {
    const story = storyOf(message, attempt);
    const body = {
      topic: options.topic,
      title: cutBytes(story.title, MAX_TITLE_BYTES),
      message: cutBytes(story.lines.join("\n"), MAX_MESSAGE_BYTES),
      priority: story.isResolved ? PRIORITY.info : PRIORITY[story.severity],
      tags: [story.isResolved ? "white_check_mark" : TAG[story.severity]],
    };
    return [jsonRequest(options.url, body, bearer(options.token))];
  };
}
