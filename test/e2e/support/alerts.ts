import type { Page } from "@playwright/test";

import { many } from "../../support/alert-boards.ts";
import { busyDesk } from "../../support/alert-desk-boards.ts";
import type { AlertDeskScript } from "../../support/fake-alert-desk.ts";
import type { FakeBoardServer } from "../../support/fake-board-server.ts";
import { house1522 } from "../../support/houses.ts";
import { show } from "./wall.ts";

/** An alert on the page of alerts, by the beginning or a part of its name. */
export const alert = (page: Page, name: RegExp) => page.getByRole("article", { name });

/** What became of what was asked for last. */
export const result = (page: Page) => page.locator("ve-alerts").getByRole("status");

export const section = (page: Page, name: string) => page.getByRole("region", { name, exact: true });

/** Sets what the page of alerts is told from now on. */
export function tell(server: FakeBoardServer, desk: AlertDeskScript = busyDesk()): AlertDeskScript {
  show(server, house1522, many);
  server.script.alertDesk = desk;
  return desk;
}
