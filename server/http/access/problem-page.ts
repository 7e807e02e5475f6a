import express, { type Request, type Response, type Router } from "express";

import type { Config } from "#config/schema.ts";
import type { ProblemSlug } from "#wire/problem.ts";

import { speak } from "./door.ts";
import { markup, PAGE_STYLE, sendPage } from "./page-shell.ts";
import type { PageWords } from "./page-words.ts";

/** Answers a person in words; false: a program asks, or it is nothing that a person could do something about. */
export type ShowProblem = (req: Request, res: Response, slug: ProblemSlug, status: number) => boolean;

const WORDS: Partial<Readonly<Record<ProblemSlug, keyof PageWords["problems"]>>> = {
  "not-found": "notFound",
  "method-not-allowed": "notFound",
  unauthorized: "unauthorized",
  forbidden: "forbidden",
  "too-many-requests": "busy",
  "access-unavailable": "unavailable",
  "internal-error": "broken",
};

/** Who opens an address in a browser gets a page; the interface answers everybody with a problem. */
export function createProblemPage(house: Config["house"]): ShowProblem {
  return (req, res, slug, status) => {
    const key = WORDS[slug];
    if (key === undefined || req.originalUrl.startsWith("/api/") || req.accepts(["json", "html"]) !== "html")
      return false;
    const { words, locale } = speak({ house }, req);
    const { title, text } = words.problems[key];
    const content = markup`<p>${text}</p>
<p><a class="button" href="/desk?lang=${locale}">${words.toDesk}</a></p>`;
    sendPage(res, { status, house, locale, title, content });
    return true;
  };
}

/** What pages without a script look like. */
export function pageStyleRouter(): Router {
  const router = express.Router();
  router.get("/login/style.css", (_req, res) => {
    res.set("Cache-Control", "no-cache").type("css").send(PAGE_STYLE);
  });
  return router;
}
