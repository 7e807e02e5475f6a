import express, { type Request, type Response, type Router } from "express";
import { renderSVG } from "uqr";

import type { Accounts } from "#access/accounts.ts";
import { passwordFault, TooManyAtOnce } from "#access/password.ts";
import { base32, totpAddress } from "#access/totp.ts";

import { createAttemptLimit } from "./attempt-limit.ts";
import { type Door, fieldsOf, show, speak } from "./door.ts";
import { type Locale, markup, type Markup } from "./page-shell.ts";
import type { PageWords } from "./page-words.ts";

export interface SetupOptions extends Door {
  readonly accounts: Accounts;
}

/** `/setup`: whoever was invited chooses a password and adds an authenticator. */
export function setupRouter(door: SetupOptions): Router {
  const { accounts, audit, clock, house } = door;
  const attempts = createAttemptLimit(clock);

  const showStart = (req: Request, res: Response, status: number, fault: string | null): void => {
    const { words, locale } = speak(door, req);
    const [field, name] = [fieldsOf(req), nameIn(req)];
    const typed = { name, invitation: field("invitation") };
    show(door, req, res, { status, title: words.setup, content: startForm(words, locale, typed, fault) });
  };

  const refuse = (req: Request, res: Response): void => {
    const { address } = door.originOf(req);
    const result = attempts.failed(address) ? "limited" : "refused";
    audit.write({ actor: "nobody", deed: "account.setup", address, result }, clock.now());
    showStart(req, res, 401, speak(door, req).words.wrongInvitation);
  };

  const begin = async (req: Request, res: Response): Promise<void> => {
    const { words, locale } = speak(door, req);
    const [field, name] = [fieldsOf(req), nameIn(req)];
    const password = field("password");
    const fault =
      password === field("repeat") ? passwordFault(password, [name, house.name, "vedetta"]) : "not-same";
    if (fault !== null) return showStart(req, res, 400, words.faults[fault]);
    const secret = await accounts
      .beginSetup(name, field("invitation"), password, clock.now())
      .catch((error: unknown) => {
        if (!(error instanceof TooManyAtOnce)) throw error;
        return "busy" as const;
      });
    if (secret === "busy") {
      res.set("Retry-After", "5");
      return showStart(req, res, 503, words.busy);
    }
    if (secret === null) return refuse(req, res);
    show(door, req, res, {
      title: words.authenticator,
      content: authenticatorForm(words, locale, {
        name,
        invitation: field("invitation"),
        house: house.name,
        secret,
        fault: null,
      }),
    });
  };

  const router = express.Router();
  router.use(["/setup", "/setup/confirm"], (req, res, next) => {
    const { address } = door.originOf(req);
    if (req.method !== "POST" || !attempts.isSpent(address)) return next();
    res.set("Retry-After", String(attempts.secondsLeft(address)));
    showStart(req, res, 429, speak(door, req).words.limited);
  });
  router.get("/setup", (req, res) => showStart(req, res, 200, null));
  router.post("/setup", readForm, (req, res) => begin(req, res));
  router.post("/setup/confirm", readForm, (req, res) => {
    const { words, locale } = speak(door, req);
    const [field, name] = [fieldsOf(req), nameIn(req)];
    const invitation = field("invitation");
    const account = accounts.endSetup(name, invitation, field("code"), clock.now());
    if (account === null) {
      const secret = accounts.secretInSetup(name, invitation, clock.now());
      if (secret === null) return refuse(req, res);
      return show(door, req, res, {
        status: 401,
        title: words.authenticator,
        content: authenticatorForm(words, locale, {
          name,
          invitation,
          house: house.name,
          secret,
          fault: words.wrongCode,
        }),
      });
    }
    const { address } = door.originOf(req);
    audit.write(
      { actor: `local:${name}`, deed: "account.setup", target: account.role, address },
      clock.now(),
    );
    show(door, req, res, {
      title: words.ready,
      content: markup`<p>${words.readyText}</p><p><a class="button" href="/login">${words.enter}</a></p>`,
    });
  });
  return router;
}

const readForm = express.text({ type: "application/x-www-form-urlencoded", limit: "8kb" });
const nameIn = (req: Request): string => fieldsOf(req)("name").trim().toLowerCase();
const faultText = (fault: string | null) =>
  fault === null ? null : markup`<p class="fault" role="alert">${fault}</p>`;

/** What was typed and may be right stands there again; never a password. */
const startForm = (
  words: PageWords,
  locale: Locale,
  typed: { readonly name: string; readonly invitation: string },
  fault: string | null,
) => markup`${faultText(fault)}
<p>${words.setupText}</p>
<form method="post" action="/setup?lang=${locale}">
<label>${words.name}<input name="name" value="${typed.name}" autocomplete="username" autocapitalize="none" spellcheck="false" required></label>
<label>${words.setupCode}<input name="invitation" value="${typed.invitation}" autocomplete="off" autocapitalize="characters" spellcheck="false" required></label>
<label>${words.newPassword}<input name="password" type="password" autocomplete="new-password" minlength="12" required>
<span class="hint">${words.newPasswordHint}</span></label>
<label>${words.repeat}<input name="repeat" type="password" autocomplete="new-password" minlength="12" required></label>
<button>${words.next}</button>
</form>`;

function authenticatorForm(
  words: PageWords,
  locale: Locale,
  shown: {
    readonly name: string;
    readonly invitation: string;
    readonly house: string;
    readonly secret: Uint8Array;
    readonly fault: string | null;
  },
): Markup {
  const { name, invitation, house, secret, fault } = shown;
  const picture = renderSVG(totpAddress(secret, name, `Vedetta ${house}`), { border: 2 });
  const source = `data:image/svg+xml;base64,${Buffer.from(picture).toString("base64")}`;
  return markup`${faultText(fault)}
<p>${words.authenticatorText}</p>
<img class="qr" src="${source}" alt="${words.qr}">
<p>${words.byHand} <span class="secret">${base32(secret)
    .match(/.{1,4}/g)
    ?.join(" ")}</span></p>
<form method="post" action="/setup/confirm?lang=${locale}">
<input type="hidden" name="name" value="${name}">
<input type="hidden" name="invitation" value="${invitation}">
<label>${words.code}<input class="code" name="code" autocomplete="one-time-code" inputmode="numeric" maxlength="7" required autofocus></label>
<button>${words.confirm}</button>
</form>`;
}
