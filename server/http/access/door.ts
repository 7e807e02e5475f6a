/** What the routes by which people come in have in common. */
import type { Request, Response } from "express";

import type { AuditLog } from "#access/audit-log.ts";
import type { Origin, Person, Sessions } from "#access/sessions.ts";
import type { Config } from "#config/schema.ts";
import type { Clock } from "#engine/ports.ts";

import type { Cookies } from "./cookies.ts";
import { localeOf, type Markup, sendPage } from "./page-shell.ts";
import { PAGE_WORDS, type PageWords } from "./page-words.ts";

export interface Door {
  readonly house: Config["house"];
  readonly sessions: Sessions;
  readonly audit: AuditLog;
  readonly cookies: Cookies;
  readonly clock: Clock;
  readonly originOf: (req: Request) => Origin;
}

/** The query of a request; a parameter that is there twice counts once. */
export const queryOf = ({ originalUrl }: Request): URLSearchParams =>
  new URLSearchParams(originalUrl.includes("?") ? originalUrl.slice(originalUrl.indexOf("?") + 1) : "");

export function speak(
  door: Pick<Door, "house">,
  req: Request,
): { readonly locale: "it" | "en"; readonly words: PageWords } {
  const locale = localeOf(door.house, wishOf(queryOf(req)));
  return { locale, words: PAGE_WORDS[locale] };
}

/** Said in the address, or in that of the page which wanted a login. */
const wishOf = (query: URLSearchParams): string | null =>
  query.get("lang") ?? new URLSearchParams((query.get("next") ?? "").split("?")[1]).get("lang");

export function show(
  door: Door,
  req: Request,
  res: Response,
  page: {
    readonly status?: number;
    readonly title: string;
    readonly content: Markup;
    readonly goesTo?: string;
  },
): void {
  const { locale } = speak(door, req);
  sendPage(res, { status: 200, house: door.house, locale, ...page });
}

/** A page of ours that needs a login; anything else is the desk. No address elsewhere comes of it. */
export const safeNext = (wish: string | null | undefined): string =>
  /^\/(?:desk|report)(?:[/?][\w/?=&%.-]*)?$/.test(wish ?? "") ? (wish ?? "/desk") : "/desk";

/**
 * A new session with a new secret; the one that the browser shows ends. One that comes back from an identity
 * provider shows none, being sent from another site: then the one before ends by its limits.
 */
export function letIn(door: Door, req: Request, res: Response, person: Person): void {
  const { sessions, cookies, clock, audit } = door;
  const origin = door.originOf(req);
  const before = sessions.find(cookies.read(req.headers.cookie, "session"), clock.now());
  if (before !== null) sessions.revoke(before.id, clock.now());
  const { secret } = sessions.begin(person, origin, clock.now());
  cookies.set(res, "session", secret);
  audit.write(
    { actor: person.person, deed: "login", target: person.role, address: origin.address },
    clock.now(),
  );
}

/** What a form sent: texts, each of bounded length. */
export function fieldsOf(req: Request): (name: string) => string {
  const body: unknown = req.body;
  const fields = new URLSearchParams(typeof body === "string" ? body : "");
  return (name) => (fields.get(name) ?? "").slice(0, 1_000);
}
