import { colourOf } from "../colour.ts";
import { cutText } from "../cut-text.ts";
import { type Format, jsonRequest } from "../format.ts";
import { storyOf } from "../story.ts";

/** Limits that Slack sets, or at which it begins to cut. */
const MAX_TITLE = 1_024;
const MAX_TEXT = 3_000;

/** An incoming webhook of Slack. */
export function slackFormat(options: { readonly url: string }): Format {
  return (message, attempt) => {
    const story = storyOf(message, attempt);
    const title = escaped(cutText(story.title, MAX_TITLE));
    const text = escaped(cutText(story.lines.join("\n"), MAX_TEXT));
    const attachment = { color: colourOf(story), fallback: title, text, mrkdwn_in: [] };
    return [jsonRequest(options.url, { text: title, attachments: [attachment] })];
  };
}

/** Slack reads `<`, `>` and `&` as marks of its own. */
const escaped = (text: string): string =>
  text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;");
