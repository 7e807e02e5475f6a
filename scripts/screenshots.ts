/**
 * `npm run screenshots`: builds the page and takes pictures of it. Of the wall and of every place of the desk in
 * every state, on every screen and in every language, in the folder `screenshots`, which is not kept; and of the running product, in `docs/images`, which is.
 * `npm run screenshots -- wall`, `-- desk` or `-- documents` takes only those.
 */
import { spawnSync } from "node:child_process";
import { rmSync } from "node:fs";

import { chromium } from "@playwright/test";

import { CHROMIUM, findProgram } from "./provision/find.ts";
import { takeDeskPictures } from "./screenshots/desk-states.ts";
import { takeDocumentPictures } from "./screenshots/documents.ts";
import { STATES_FOLDER, writeSheet } from "./screenshots/picture.ts";
import { takeWallPictures } from "./screenshots/wall-states.ts";

const only = process.argv[2];
const executablePath = findProgram(CHROMIUM);
if (executablePath === null) throw new Error("there is no Chromium here: `npm test` says how to get one");

const build = spawnSync(process.execPath, ["--run", "build"], { encoding: "utf8" });
if (build.status !== 0) throw new Error(`the page could not be built:\n${build.stdout}${build.stderr}`);

const browser = await chromium.launch({ executablePath, args: ["--no-sandbox"] });
try {
  if (only !== "documents") {
    rmSync(STATES_FOLDER, { recursive: true, force: true });
    const files = [
      ...(only === "desk" ? [] : await takeWallPictures(browser)),
      ...(only === "wall" ? [] : await takeDeskPictures(browser)),
    ];
    writeSheet(files);
    process.stdout.write(`${files.length} pictures: ${STATES_FOLDER}/index.html
`);
  }
  if (only === undefined || only === "documents")
    for (const file of await takeDocumentPictures(browser)) process.stdout.write(`${file}\n`);
} finally {
  await browser.close();
}
