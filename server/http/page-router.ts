import path from "node:path";

import express, { type Router } from "express";

/** The desk's places, as the page names them. */
const PLACES = [
  "/desk",
  "/desk/oggi",
  "/desk/andamento",
  "/desk/avvisi",
  "/desk/schermi",
  "/desk/sistema",
  "/report",
];

/** The built page. Its assets carry a hash in their names and never change; the page itself is asked for every time. */
export function pageRouter(webRoot: string): Router {
  const router = express.Router();
  router.get("/", (_req, res) => res.redirect(302, "/wall"));
  router.get(["/wall", ...PLACES], (_req, res) => {
    res.sendFile("index.html", {
      root: webRoot,
      cacheControl: false,
      // Its forms must say where they come from, also where browsers send no `Sec-Fetch-Site`.
      headers: { "Cache-Control": "no-cache", "Referrer-Policy": "same-origin" },
    });
  });
  router.use(
    "/assets",
    express.static(path.join(webRoot, "assets"), {
      index: false,
      redirect: false,
      cacheControl: false,
      setHeaders: (res) => res.setHeader("Cache-Control", "public, max-age=31536000, immutable"),
    }),
  );
  return router;
}
