import { existsSync } from "node:fs";
import path from "node:path";

import { ACCESS_FILE } from "#access/access-database.ts";

/**
 * What is wrong with a folder in which no server has ever been started; `null`: nothing. Opening its file would
 * make it: an account there opens no door, and an empty audit log would be whole.
 */
export const faultOfFolder = (directory: string): string | null =>
  existsSync(path.join(directory, ACCESS_FILE))
    ? null
    : `there is no ${ACCESS_FILE} in ${path.resolve(directory)}: set VEDETTA_DATA to the folder of the server, or start the server there first`;
