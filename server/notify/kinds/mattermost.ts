import { colourOf } from "../colour.ts";
import { cutText } from "../cut-text.ts";
import { type Format, jsonRequest } from "../format.ts";
import { storyOf } from "../story.ts";

/** Limit of a post of Mattermost; escapes take a part of it. */
const MAX_POST = 16_383;
const MAX_TITLE = 1_000;

/** An incoming webhook of Mattermost. */
export function mattermostFormat(options: { readonly url: string }): Format {
  return (message, attempt) => {
    const story = storyOf(message, attempt);
    const title = cutEscaped(story.title, MAX_TITLE);
    const text = cutEscaped(story.lines.join("\n"), MAX_POST - title.length);
    const attachment = { color: colourOf(story), fallback: title, text };
    return [jsonRequest(options.url, { text: title, attachments: [attachment] })];
  };
}

/** At most `max` units with their escapes; an escape adds at most as much as there is. */
function cutEscaped(text: string, max: number): string {
  const whole = escaped(text);
  return whole.length <= max ? whole : escaped(cutText(text, Math.floor(max / 2)));
}

/** Markdown stays as it is written, and `<3` must not become a heart. */
const escaped = (text: string): string =>
  text.replaceAll(/<3|[\\`*_~#|[\]<>]/g, (mark) => (mark === "<3" ? "`<3`" : `\\${mark}`));
