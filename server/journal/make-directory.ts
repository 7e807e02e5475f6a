import { mkdirSync, statSync } from "node:fs";
import path from "node:path";

/**
 * Makes a directory and what is missing above it, each for its owner alone. Throws the error of the file system.
 * `mkdirSync` of Node with `recursive` tries for ever where a file system makes none, as below `/proc`.
 */
export function makeDirectory(directory: string): void {
  if (statSync(directory, { throwIfNoEntry: false })?.isDirectory() === true) return;
  const parent = path.dirname(path.resolve(directory));
  if (parent !== path.resolve(directory)) makeDirectory(parent);
  try {
    mkdirSync(directory, { mode: 0o700 });
  } catch (error) {
    // Somebody else was faster.
    if (statSync(directory, { throwIfNoEntry: false })?.isDirectory() !== true) throw error;
  }
}
