import { existsSync } from "node:fs";
import path from "node:path";

import { ACCESS_FILE, isEmptied } from "#access/access-database.ts";

/**
 * What is wrong with a folder in which no server has ever been started, or whose file was emptied; `null`: nothing.
 * Opening the file would make it: an account there opens no door, and an empty audit log would be whole.
 */
export function faultOfFolder(directory: string): string | null {
  const folder = path.resolve(directory);
  if (!existsSync(path.join(folder, ACCESS_FILE)))
    return `there is no ${ACCESS_FILE} in ${folder}: set VEDETTA_DATA to the folder of the server, or start the server there first`;
  if (isEmptied(folder))
    return `${ACCESS_FILE} in ${folder} is empty: put a backup in its place, or start the server, which begins it anew`;
  return null;
}
