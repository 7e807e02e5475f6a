/**
 * Waits for what the operating system will do in its own time, such as telling
 * that a connection has closed. Turns the event loop; the time limit of the test
 * is the limit.
 */
export async function eventually(isSo: () => boolean): Promise<void> {
  while (!isSo()) await new Promise(setImmediate);
}
