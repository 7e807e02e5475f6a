import "./elements/ve-desk.ts";
import "./styles/desk.css";

/** Shows the desk at the place that the address names. */
export function openDesk(query: URLSearchParams): void {
  // The colour of the browser's own frame is the wall's; a desk takes the browser's.
  document.querySelector('meta[name="theme-color"]')?.remove();
  const desk = document.createElement("ve-desk");
  desk.languageWish = query.get("lang");
  document.body.append(desk);
}
