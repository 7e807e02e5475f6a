import type { Page } from "@playwright/test";

import type { House } from "#wire/house.ts";
import type { Problem } from "#wire/problem.ts";
import type { Report } from "#wire/report.ts";

import type { FakeBoardServer } from "../../support/fake-board-server.ts";
import { periods1522, report1522 } from "../../support/report-1522.ts";

/** The printed quarter, as an address asks for it. */
export const AUTUMN = "?from=2025-09-01&to=2025-11-30";

/** Sets what the page of the report is told from now on; another period than the report's own gets its dates. */
export function tell(
  server: FakeBoardServer,
  { house, answer = report1522 }: { readonly house?: House; readonly answer?: Report | Problem } = {},
): void {
  if (house) server.script.house = house;
  server.script.report = {
    periods: periods1522,
    answer: (from, to) =>
      "period" in answer ? { ...answer, period: { ...answer.period, from, to } } : answer,
  };
}

/** The cells of a row of a table, by the beginnings of their names. */
export const rowOf = (page: Page, table: string | RegExp, head: string) =>
  page
    .getByRole("table", { name: table })
    .getByRole("row")
    .filter({ has: page.getByRole("rowheader", { name: head, exact: true }) })
    .getByRole("cell");

/** Names of what sticks out of the page to the right, and of tables whose end is cut off. */
export const overflowing = (page: Page): Promise<readonly string[]> =>
  page.evaluate(() => {
    const root = document.querySelector("ve-report")?.shadowRoot;
    const elements = [...(root?.querySelectorAll("*") ?? [])];
    const width = document.documentElement.clientWidth;
    return elements
      .filter((element) => element.getClientRects().length > 0 && element.closest(".unseen") === null)
      .filter((element) => element.getBoundingClientRect().right > width + 0.5)
      .map((element) => `${element.tagName}.${element.getAttribute("class") ?? ""}`);
  });
