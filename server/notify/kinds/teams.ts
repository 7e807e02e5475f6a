import type { Severity } from "#wire/alert.ts";

import { cutBytes } from "../cut-text.ts";
import { type Format, jsonRequest } from "../format.ts";
import { type Story, storyOf } from "../story.ts";

/** Microsoft Teams takes 28 kB; the card around the text takes a part of it. */
const MAX_TEXT_BYTES = 20_000;
const MAX_TITLE_BYTES = 1_000;
const COLOURS = { info: "Accent", watch: "Warning", alarm: "Attention" } as const satisfies Record<
  Severity,
  string
>;

/** An adaptive card for a workflow of Microsoft Teams that posts what it is sent. */
export function teamsFormat(options: { readonly url: string }): Format {
  return (message, attempt) => {
    const story = storyOf(message, attempt);
    const attachment = {
      contentType: "application/vnd.microsoft.card.adaptive",
      contentUrl: null,
      content: cardOf(story),
    };
    return [jsonRequest(options.url, { type: "message", attachments: [attachment] })];
  };
}

const cardOf = (story: Story): object => ({
  $schema: "http://adaptivecards.io/schemas/adaptive-card.json",
  type: "AdaptiveCard",
  version: "1.4",
  msteams: { width: "Full" },
  body: [
    {
      ...textBlock(cutBytes(story.title, MAX_TITLE_BYTES)),
      style: "heading",
      weight: "Bolder",
      size: "Medium",
      color: story.isResolved ? "Good" : COLOURS[story.severity],
    },
    ...cutBytes(story.lines.join("\n"), MAX_TEXT_BYTES).split("\n").map(textBlock),
  ],
});

/** A card reads a part of Markdown. */
const textBlock = (text: string): object => ({
  type: "TextBlock",
  text: text.replaceAll(/[\\*_[\]]/g, (mark) => `\\${mark}`),
  wrap: true,
});
