import "./styles/fonts.css";
import "./styles/tokens.css";
import "./elements/ve-wall.ts";
import { viewingShareOf } from "./format/type-size.ts";

const query = new URLSearchParams(location.search);

const share = viewingShareOf(query);
if (share !== null) document.documentElement.style.setProperty("--ve-smallest-type", share.toFixed(6));

/** One page at present: every path shows the wall. */
const wall = document.createElement("ve-wall");
wall.languageWish = query.get("lang");
document.body.append(wall);
