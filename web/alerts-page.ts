import "./elements/ve-alerts.ts";
import "./styles/desk.css";

/** Shows alerts, and what may be done about them. */
export function openAlerts(query: URLSearchParams): void {
  // The colour of the browser's own frame is the wall's; a desk takes the browser's.
  document.querySelector('meta[name="theme-color"]')?.remove();
  const alerts = document.createElement("ve-alerts");
  alerts.languageWish = query.get("lang");
  document.body.append(alerts);
}
