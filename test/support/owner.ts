/** A test, or the file of tests (`{ after }` of `node:test`): whatever tells when it is over, however it ended. */
export interface Owner {
  after(task: () => unknown): void;
}

/** For programs that are no tests. */
export const thisProcess: Owner = { after: (task) => void process.once("exit", () => void task()) };
