/** Every element in every state, with its contract: for people who change them, under the development server alone. */
import "../styles/fonts.css";
import "../styles/tokens.css";
import { html, nothing, render } from "lit";

import { type Contract, contractOf } from "./contract.ts";
import { DESK_TAGS, EXHIBITS, type ExhibitedTag } from "./exhibits.ts";
import "./gallery.css";

const sources = import.meta.glob<string>("../elements/*.ts", {
  query: "?raw",
  import: "default",
  eager: true,
});
import.meta.glob("../elements/ve-*.ts", { eager: true });

const isDesk = new URLSearchParams(location.search).get("of") === "desk";
document.documentElement.classList.add("gallery");
document.documentElement.classList.toggle("desk", isDesk);

const contracts = new Map(
  Object.values(sources).flatMap((source) => {
    const contract = contractOf(source);
    return contract ? [[contract.tag, contract] as const] : [];
  }),
);

const shown = Object.keys(EXHIBITS).filter((tag): tag is ExhibitedTag => DESK_TAGS.has(tag) === isDesk);
render(
  html`<header>
      <h1>Elements</h1>
      <nav aria-label="Elements">
        <a href="?" aria-current=${isDesk ? nothing : "page"}>of the wall</a>
        <a href="?of=desk" aria-current=${isDesk ? "page" : nothing}>of the desk</a>
      </nav>
    </header>
    <main>${shown.map((tag) => exhibit(tag, contracts.get(tag)))}</main>`,
  document.body,
);

function exhibit(tag: ExhibitedTag, contract: Contract | undefined) {
  const states: Readonly<Record<string, object>> = EXHIBITS[tag];
  return html`<article id=${tag} aria-labelledby="${tag}-name">
    <h2 id="${tag}-name"><code>${tag}</code></h2>
    ${
      contract
        ? html`<p>${contract.purpose}</p>
            ${promises(contract)}`
        : nothing
    }
    <div class="states">
      ${Object.entries(states).map(
        ([name, settings]) =>
          html`<section aria-label="${tag}, ${name}">
            <h3>${name}</h3>
            <div class="stage">${Object.assign(document.createElement(tag), settings)}</div>
          </section>`,
      )}
    </div>
  </article>`;
}

function promises({ properties, slots, parts, events }: Contract) {
  return html`<table>
    <thead>
      <tr>
        <th scope="col">kind</th>
        <th scope="col">name</th>
        <th scope="col">type</th>
        <th scope="col">meaning</th>
      </tr>
    </thead>
    <tbody>
      ${rows("property", properties)}${rows("slot", slots)}${rows("part", parts)}${rows("event", events)}
    </tbody>
  </table>`;
}

interface Row {
  readonly name: string;
  readonly type?: string;
  readonly meaning: string;
}

function rows(kind: string, told: readonly Row[]) {
  return told.map(
    ({ name, type, meaning }) =>
      html`<tr>
        <th scope="row">${kind}</th>
        <td><code>${name || "(default)"}</code></td>
        <td>${type ? html`<code>${type}</code>` : nothing}</td>
        <td>${meaning}</td>
      </tr>`,
  );
}
