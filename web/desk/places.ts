/** The desk's places: what each is called in an address, and the element that shows it. */
import type { LitElement } from "lit";

import type { Desk } from "./desk.ts";

/** An element that shows a place. The desk gives it everything that several places want to know. */
export interface PlaceElement extends LitElement {
  desk: Desk;
  /** Somebody is writing: the page must not be reloaded. */
  readonly isBusy?: boolean;
}

/** In the order of the navigation. The chunk of a place is fetched when it is first opened. */
export const PLACES = [
  { id: "now", path: "/desk", element: "ve-now", load: () => import("../elements/ve-now.ts") },
  { id: "today", path: "/desk/oggi", element: "ve-today", load: () => import("../elements/ve-today.ts") },
  {
    id: "history",
    path: "/desk/andamento",
    element: "ve-history",
    load: () => import("../elements/ve-history.ts"),
  },
  {
    id: "alerts",
    path: "/desk/avvisi",
    element: "ve-alerts",
    load: () => import("../elements/ve-alerts.ts"),
  },
  { id: "report", path: "/report", element: "ve-report", load: () => import("../elements/ve-report.ts") },
  {
    id: "screens",
    path: "/desk/schermi",
    element: "ve-screens",
    load: () => import("../elements/ve-screens.ts"),
  },
  {
    id: "system",
    path: "/desk/sistema",
    element: "ve-system",
    load: () => import("../elements/ve-system.ts"),
  },
] as const;

export type Place = (typeof PLACES)[number];

/** The place that an address's path names; `null`: none of the desk's. */
export function placeAt(path: string): Place | null {
  const wanted = path.replace(/\/+$/, "");
  return PLACES.find((place) => place.path === wanted) ?? null;
}
