import "./elements/ve-report.ts";
import "./styles/desk.css";

/** Shows the report that the address asks for. */
export function openReport(query: URLSearchParams): void {
  // The colour of the browser's own frame is the wall's; a desk takes the browser's.
  document.querySelector('meta[name="theme-color"]')?.remove();
  const report = document.createElement("ve-report");
  report.languageWish = query.get("lang");
  document.body.append(report);
}
