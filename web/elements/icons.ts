import { html, nothing } from "lit";

import type { Mood } from "../view/mood.ts";

/** Shapes that tell states apart without colour. They take the colour and size of the text around them. */
export const phoneIcon = html`<svg viewBox="0 0 24 24" aria-hidden="true">
  <path
    fill="currentColor"
    d="M6.6 2.5 9.8 2l2 5.2-2.4 2a12.5 12.5 0 0 0 5.4 5.4l2-2.4 5.2 2-.5 3.2A3 3 0 0 1 18.4 21C10.3 21 3 13.7 3 5.600a3 3 0 0 1 3.6-3.100Z"
  />
</svg>`;

export const chatIcon = html`<svg viewBox="0 0 24 24" aria-hidden="true">
  <path
    fill="currentColor"
    d="M5 3h14a3 3 0 0 1 3 3v8a3 3 0 0 1-3 3h-6.5L7 21.5V17H5a3 3 0 0 1-3-3V6a3 3 0 0 1 3-3Z"
  />
</svg>`;

/** A stopped clock: the data are old. */
export const oldIcon = html`<svg viewBox="0 0 24 24" aria-hidden="true">
  <g fill="none" stroke="currentColor" stroke-width="2.6" stroke-linecap="round" stroke-linejoin="round">
    <circle cx="12" cy="12" r="9" stroke-dasharray="4.7 3.37" />
    <path d="M12 7v5.500l3.5 2" />
  </g>
</svg>`;

/** Somebody should look. */
export const attentionIcon = html`<svg viewBox="0 0 24 24" aria-hidden="true">
  <path fill="currentColor" d="M12 2.5 23 21.500H1Z" />
</svg>`;

/** Worth knowing. */
export const informationIcon = html`<svg viewBox="0 0 24 24" aria-hidden="true">
  <path fill="currentColor" d="m12 1.5 10.5 10.500L12 22.5 1.5 12Z" />
</svg>`;

/** Somebody must act: an eight-sided sign with a bar that is left out. */
const alarmIcon = html`<svg viewBox="0 0 24 24" aria-hidden="true">
  <path
    fill="currentColor"
    fill-rule="evenodd"
    d="M7.4 1h9.200L23 7.4v9.200L16.6 23H7.400L1 16.6V7.400ZM10.3 5.500v8.500h3.400V5.500ZM10.3 16v3.200h3.400V16Z"
  />
</svg>`;

/** The shape of a mood; nothing while all is usual. */
export function moodIcon(mood: Mood) {
  switch (mood) {
    case "usual":
      return nothing;
    case "old":
      return oldIcon;
    case "information":
      return informationIcon;
    case "attention":
      return attentionIcon;
    case "alarm":
      return alarmIcon;
  }
}
