import { html, nothing } from "lit";

import type { SessionSnapshot } from "#wire/access.ts";

import { leave } from "../controllers/session-keeper.ts";
import type { DeskSpeech } from "../desk/desk-speech.ts";

/** Who is logged in, and the way out: a form, so that it works as the login does. */
export function accountTools(session: SessionSnapshot | null, { words, page }: DeskSpeech) {
  if (session === null || session.name === null) return nothing;
  return html`<span class="person">${session.name}</span> ${
      session.canLogOut
        ? html`<form method="post" action="/logout?lang=${page.locale}" @submit=${leave}>
            <button>${words.logOut}</button>
          </form>`
        : nothing
    }`;
}
