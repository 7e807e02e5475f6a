/**
 * `npm run screenshots`: builds the page and takes pictures of it. Of the wall in every state, on every screen and in every
 * language, in the folder `screenshots`, which is not kept; and of the running product, in `docs/images`, which is.
 * `npm run screenshots -- states` or `-- documents` takes only those.
 */
import { spawnSync } from "node:child_process";

import { chromium } from "@playwright/test";

import { CHROMIUM, findProgram } from "./provision/find.ts";
import { takeDocumentPictures } from "./screenshots/documents.ts";
import { STATES_FOLDER, takeStatePictures } from "./screenshots/wall-states.ts";

const only = process.argv[2];
const executablePath = findProgram(CHROMIUM);
if (executablePath === null) throw new Error("there is no Chromium here: `npm test` says how to get one");

const build = spawnSync(process.execPath, ["--run", "build"], { encoding: "utf8" });
if (build.status !== 0) throw new Error(`the page could not be built:\n${build.stdout}${build.stderr}`);

const browser = await chromium.launch({ executablePath, args: ["--no-sandbox"] });
try {
  if (only !== "documents") {
    const count = await takeStatePictures(browser);
    process.stdout.write(`${count} pictures of the wall: ${STATES_FOLDER}/index.html\n`);
  }
  if (only !== "states")
    for (const file of await takeDocumentPictures(browser)) process.stdout.write(`${file}\n`);
} finally {
  await browser.close();
}
