import "./styles/fonts.css";
import "./styles/tokens.css";
import "./elements/ve-wall.ts";
import { viewingShareOf } from "./format/type-size.ts";

const query = new URLSearchParams(location.search);

/** The report is fetched only where it is asked for: the wall stays one small file. Every other path shows the wall. */
if (location.pathname === "/report") {
  document.documentElement.classList.add("desk");
  const { openReport } = await import("./report-page.ts");
  openReport(query);
} else {
  const share = viewingShareOf(query);
  if (share !== null) document.documentElement.style.setProperty("--ve-smallest-type", share.toFixed(6));
  const wall = document.createElement("ve-wall");
  wall.languageWish = query.get("lang");
  document.body.append(wall);
}
