import { reloadPage } from "./reload-page.ts";

const REMEMBERED = "vedetta-reloaded-for";

/**
 * Reloads the page when the server announces another build than the page's own,
 * once per announced build: a server that keeps announcing an old one must not
 * make the wall reload for ever.
 */
export function reloadForBuild(announced: string): void {
  if (__VEDETTA_BUILD__ === "development" || announced === __VEDETTA_BUILD__) return;
  if (sessionStorage.getItem(REMEMBERED) === announced) return;
  void reloadPage(() => {
    sessionStorage.setItem(REMEMBERED, announced);
    return true;
  });
}
