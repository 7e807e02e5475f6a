import type { Role } from "./principal.ts";

export const METHODS = ["GET", "POST", "DELETE"] as const;
export type Method = (typeof METHODS)[number];

export interface Route {
  readonly method: Method;
  /** Segments; `:x` stands for any one, `*` at the end for one or more. */
  readonly path: string;
  readonly roles: readonly Role[];
  /** What a body may be; `own`: the route looks itself. Without: JSON, or none. */
  readonly body?: "form" | "own";
  /** Asked for by a page of itself: nobody need be there, so it prolongs no session. */
  readonly automatic?: true;
  /** A page for people: who may not see it is shown the login instead of an error. */
  readonly page?: true;
}

const ANYONE: readonly Role[] = ["anyone"];
const SCREENS: readonly Role[] = ["wall", "supervisor", "admin"];
const DESK: readonly Role[] = ["supervisor", "admin"];
const ADMIN: readonly Role[] = ["admin"];

const get = (path: string, roles: readonly Role[]): Route => ({ method: "GET", path, roles });
const page = (path: string, roles: readonly Role[]): Route => ({ method: "GET", path, roles, page: true });
const automatic = (path: string, roles: readonly Role[]): Route => ({ ...get(path, roles), automatic: true });
const post = (path: string, roles: readonly Role[]): Route => ({ method: "POST", path, roles });
const form = (path: string): Route => ({ method: "POST", path, roles: ANYONE, body: "form" });
const remove = (path: string, roles: readonly Role[]): Route => ({ method: "DELETE", path, roles });

/**
 * Who may do what: every route of the server but the webhooks of Live Helper Chat, which have a door
 * and tokens of their own. What is not here is closed. HEAD is as GET.
 *
 * The page is the same file for everyone, and holds nothing of the house: what it shows it has to
 * ask for. So a screen that is not paired can show its code.
 */
export const ROUTES: readonly Route[] = [
  get("/healthz", ANYONE),
  get("/readyz", ANYONE),
  get("/metrics", ["metrics", "admin"]),

  get("/", ANYONE),
  get("/wall", ANYONE),
  get("/assets/*", ANYONE),
  page("/desk", DESK),
  page("/desk/*", DESK),
  page("/report", DESK),

  get("/login", ANYONE),
  get("/login/style.css", ANYONE),
  get("/login/oidc", ANYONE),
  get("/login/oidc/callback", ANYONE),
  form("/login"),
  form("/logout"),
  get("/setup", ANYONE),
  form("/setup"),
  form("/setup/confirm"),

  post("/api/v1/pairing", ANYONE),
  post("/api/v1/pairing/poll", ANYONE),

  automatic("/api/v1/stream", SCREENS),
  automatic("/api/v1/house", SCREENS),
  automatic("/api/v1/trend", SCREENS),
  get("/api/v1/session", SCREENS),

  automatic("/api/v1/figures", DESK),
  automatic("/api/v1/history", DESK),
  automatic("/api/v1/day", DESK),
  automatic("/api/v1/system", DESK),
  get("/api/v1/report", DESK),
  get("/api/v1/report.csv", DESK),
  get("/api/v1/report.json", DESK),
  get("/api/v1/report/periods", DESK),
  automatic("/api/v1/alerts", DESK),
  post("/api/v1/alerts/acknowledge", DESK),
  post("/api/v1/alerts/unacknowledge", DESK),
  post("/api/v1/silences", DESK),
  remove("/api/v1/silences/:id", DESK),
  automatic("/api/v1/deliveries", DESK),
  post("/api/v1/deliveries/:receiver/:id/resend", DESK),
  post("/api/v1/receivers/:receiver/test", DESK),
  automatic("/api/v1/screens", DESK),
  post("/api/v1/screens", DESK),
  post("/api/v1/screens/look", DESK),
  remove("/api/v1/screens/:id", DESK),
  automatic("/api/v1/sessions", DESK),
  remove("/api/v1/sessions/:id", DESK),
  automatic("/api/v1/audit", ADMIN),

  { method: "POST", path: "/api/v1/events", roles: ["source"], body: "own" },
  get("/api/v1/openapi.json", ["supervisor", "admin", "source"]),
];

/** The routes of a path; none when there is nothing there. */
export function routesAt(path: string, routes: readonly Route[] = ROUTES): readonly Route[] {
  const segments = segmentsOf(path);
  return routes.filter((route) => matches(segmentsOf(route.path), segments));
}

/** A route as the table has it, whatever was asked for: nothing of a request gets into a log. */
export function routeNameOf({ path, method }: { readonly path: string; readonly method: string }): string {
  const route = routesAt(path).find((one) => one.method === method);
  return route === undefined ? "no route" : `${route.method} ${route.path}`;
}

/** Express takes a path with a slash at its end, and in any case of letters, for the same. */
const segmentsOf = (path: string): readonly string[] => path.toLowerCase().replace(/\/$/, "").split("/");

function matches(pattern: readonly string[], segments: readonly string[]): boolean {
  const isOpen = pattern.at(-1) === "*";
  if (isOpen ? segments.length < pattern.length : segments.length !== pattern.length) return false;
  return pattern.every((part, index) => {
    if (part === "*") return true;
    const segment = segments[index] ?? "";
    return part.startsWith(":") ? segment !== "" : part === segment;
  });
}
