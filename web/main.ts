import "./styles/fonts.css";
import "./styles/tokens.css";
import "./elements/ve-wall.ts";
import { nightHoursOf } from "./format/night-hours.ts";
import { viewingShareOf } from "./format/type-size.ts";

const query = new URLSearchParams(location.search);

/** The desk is fetched only where it is asked for: the wall stays one small file. Every other path shows the wall. */
if (/^\/(desk|report)(\/|$)/.test(location.pathname)) {
  document.documentElement.classList.add("desk");
  const { openDesk } = await import("./desk-page.ts");
  openDesk(query);
} else {
  const share = viewingShareOf(query);
  if (share !== null) document.documentElement.style.setProperty("--ve-smallest-type", share.toFixed(6));
  const wall = document.createElement("ve-wall");
  wall.languageWish = query.get("lang");
  wall.nightHours = nightHoursOf(query);
  document.body.append(wall);
}
