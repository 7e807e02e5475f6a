import express, { type Request, type Response, type Router } from "express";

import type { Accounts } from "#access/accounts.ts";
import { networkOf } from "#access/network.ts";
import { TooManyAtOnce } from "#access/password.ts";

import { ProblemError } from "#wire/problem.ts";

import { createAttemptLimit } from "./attempt-limit.ts";
import { type Door, fieldsOf, letIn, queryOf, safeNext, show, speak } from "./door.ts";
import { createKnownBrowsers } from "./known-browsers.ts";
import { BY_NAME, createNameLimit } from "./name-limit.ts";
import type { OidcLogin } from "./oidc-login.ts";
import { type Locale, markup } from "./page-shell.ts";
import type { PageWords } from "./page-words.ts";
import type { PrincipalOf } from "./route-guard.ts";

export interface LoginOptions extends Door {
  readonly accounts: Accounts;
  readonly principalOf: PrincipalOf;
  /** `null`: there is no identity provider. */
  readonly oidc: OidcLogin | null;
}

/** Why somebody is shown the login again. */
type Fault = "wrong" | "limited" | "busy" | "providerFailed" | "noRole";

/** `/login` and `/logout`: pages without scripts. What is wrong is never told more closely. */
export function loginRouter(door: LoginOptions): Router {
  const { accounts, oidc, sessions, audit, cookies, clock } = door;
  const ofAddress = createAttemptLimit(clock, { attempts: 10 });
  // Many people may come from one house; each of them makes one round.
  const beginnings = createAttemptLimit(clock, { attempts: 60 });
  const failedReturns = createAttemptLimit(clock, { attempts: 30 });
  const isAccount = (name: string): boolean => accounts.list().some((one) => one.name === name);
  const ofName = createNameLimit(clock, isAccount);
  const ofBrowser = createAttemptLimit(clock, BY_NAME);
  const browsers = createKnownBrowsers(door);

  const isIn = (req: Request, res: Response): boolean => {
    try {
      return door.principalOf(req, res).kind === "person";
    } catch (error) {
      // Whoever is refused is told so where they want to go.
      if (!(error instanceof ProblemError)) throw error;
      return false;
    }
  };
  const showLogin = (req: Request, res: Response, status: number, fault: Fault | null): void => {
    const { words, locale } = speak(door, req);
    const next = safeNext(queryOf(req).get("next"));
    const all = accounts.list();
    const isAnyReady = all.some(({ ready }) => ready);
    show(door, req, res, {
      status,
      title: words.login,
      content: markup`${fault === null ? null : markup`<p class="fault" role="alert">${words[fault]}</p>`}
${oidc === null && all.length === 0 ? markup`<p>${words.noAccounts} <code>npm run admin -- add NAME</code></p>` : null}
${isAnyReady ? localForm(words, locale, next) : null}
${all.length > 0 && !isAnyReady ? setupLink(words, locale) : null}
${oidc === null ? null : providerLink(words, oidc.label, next)}
<p class="hint">${words.noWallHere}</p>`,
    });
  };

  const showLimited = (req: Request, res: Response, left: number): void => {
    res.set("Retry-After", String(left));
    showLogin(req, res, 429, "limited");
  };

  const enter = async (req: Request, res: Response): Promise<void> => {
    const field = fieldsOf(req);
    const name = field("name").trim().toLowerCase().slice(0, 40);
    const { address } = door.originOf(req);
    const mark = browsers.markOf(req, name);
    // A browser that is known has its own attempts: others cannot use them up.
    const counts = [
      { limit: ofAddress, key: address },
      mark === null ? { limit: ofName, key: name } : { limit: ofBrowser, key: mark },
    ];
    const forgive = (): void => counts.forEach(({ limit, key }) => limit.forgive(key));
    const left = counts.flatMap(({ limit, key }) => (limit.isSpent(key) ? [limit.secondsLeft(key)] : []));
    if (left.length > 0) return showLimited(req, res, Math.max(...left));
    // Counted before it is looked at: a hundred at the same moment are a hundred.
    const isLast = counts.map(({ limit, key }) => limit.failed(key)).includes(true);
    const account = await accounts
      .check(name, field("password"), field("code"), clock.now())
      .catch((error: unknown) => {
        // Nothing was told of the guess.
        forgive();
        if (!(error instanceof TooManyAtOnce)) throw error;
        return "busy" as const;
      });
    if (account === "busy") {
      res.set("Retry-After", "5");
      return showLogin(req, res, 503, "busy");
    }
    if (account === null) {
      // A name that nobody has may be a password typed in the wrong place.
      const actor = isAccount(name) ? `local:${name}` : "nobody";
      audit.write({ actor, deed: "login", address, result: isLast ? "limited" : "refused" }, clock.now());
      return showLogin(req, res, 401, "wrong");
    }
    forgive();
    letIn(door, req, res, { person: `local:${account.name}`, name: account.name, role: account.role });
    browsers.remember(req, res, account.name);
    res.redirect(303, safeNext(queryOf(req).get("next")));
  };
  const leave = async (provider: OidcLogin, req: Request, res: Response): Promise<void> => {
    const network = networkOf(door.originOf(req).address);
    if (beginnings.isSpent(network)) return showLimited(req, res, beginnings.secondsLeft(network));
    beginnings.failed(network);
    const address = await provider.begin(res, safeNext(queryOf(req).get("next")), network);
    if (address === null) return showLogin(req, res, 503, "providerFailed");
    res.redirect(303, address);
  };
  const comeBack = async (provider: OidcLogin, req: Request, res: Response): Promise<void> => {
    const { address } = door.originOf(req);
    const network = networkOf(address);
    if (failedReturns.isSpent(network)) return showLimited(req, res, failedReturns.secondsLeft(network));
    const outcome = await provider.end(req, res);
    if (!outcome.ok) {
      failedReturns.failed(network);
      // Whoever never began one is nobody who failed to log in, and would fill the log.
      const actor = outcome.person ?? "nobody";
      const note = { actor, deed: "login", target: "oidc", address, result: "refused" } as const;
      if (outcome.began) audit.write(note, clock.now());
      return showLogin(req, res, outcome.fault === "noRole" ? 403 : 401, outcome.fault);
    }
    letIn(door, req, res, outcome.person);
    const { words } = speak(door, req);
    // The browser comes from elsewhere, so a redirect would not carry the new cookie. This page is ours.
    show(door, req, res, {
      title: words.entering,
      content: markup`<a class="button" href="${outcome.next}">${words.goOn}</a>`,
      goesTo: outcome.next,
    });
  };
  const logOut = async (req: Request, res: Response): Promise<void> => {
    const session = sessions.find(cookies.read(req.headers.cookie, "session"), clock.now());
    const { words, locale } = speak(door, req);
    if (session !== null) {
      sessions.revoke(session.id, clock.now());
      const { address } = door.originOf(req);
      audit.write({ actor: session.person, deed: "logout", address }, clock.now());
    }
    cookies.clear(res, "session");
    const elsewhere = session?.person.startsWith("oidc:") ? ((await oidc?.logoutAddress()) ?? null) : null;
    show(door, req, res, {
      title: words.loggedOut,
      content: markup`<p>${words.loggedOutText}</p>
<p><a class="button" href="/login?lang=${locale}">${words.loginAgain}</a></p>
${elsewhere === null ? null : markup`<p class="other"><a class="button" href="${elsewhere}">${words.providerToo}</a></p>`}`,
    });
  };

  const router = express.Router();
  router.get("/login", (req, res) => {
    // Whoever is in already needs no form, and whom a proxy vouches for could not fill it in.
    if (isIn(req, res)) return res.redirect(303, safeNext(queryOf(req).get("next")));
    showLogin(req, res, 200, null);
  });
  router.post("/login", express.text({ type: FORM, limit: "8kb" }), (req, res) => enter(req, res));

  if (oidc !== null) {
    router.get("/login/oidc", (req, res) => leave(oidc, req, res));
    router.get("/login/oidc/callback", (req, res) => comeBack(oidc, req, res));
  }

  router.post("/logout", express.text({ type: FORM, limit: "1kb" }), (req, res) => logOut(req, res));
  return router;
}

const FORM = "application/x-www-form-urlencoded";

const localForm = (
  words: PageWords,
  locale: Locale,
  next: string,
) => markup`<form method="post" action="/login?lang=${locale}&amp;next=${encodeURIComponent(next)}">
<label>${words.name}<input name="name" autocomplete="username" autocapitalize="none" spellcheck="false" required autofocus></label>
<label>${words.password}<input name="password" type="password" autocomplete="current-password" required></label>
<label>${words.code}<input class="code" name="code" autocomplete="one-time-code" inputmode="numeric" maxlength="7" required>
<span class="hint">${words.codeHint}</span></label>
<button>${words.enter}</button>
</form>`;

const setupLink = (words: PageWords, locale: Locale) => markup`<p>${words.hasInvitation}</p>
<p><a class="button" href="/setup?lang=${locale}">${words.withInvitation}</a></p>`;

const providerLink = (words: PageWords, label: string, next: string) =>
  markup`<p class="other"><a class="button" href="/login/oidc?next=${encodeURIComponent(next)}">${words.otherWay(label)}</a></p>`;
