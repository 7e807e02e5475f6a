/** Browser tests of the wall against the program itself, each on a port and a data directory of its own. */
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";

import { test as base, expect } from "@playwright/test";

import { type RealServer, startRealServer } from "../../support/real-server.ts";

export interface Program {
  readonly url: string;
  /** Ends the process and resolves when it is gone. */
  end(signal: NodeJS.Signals): Promise<void>;
  /** Starts it again, with the same data and on the same port. */
  start(): Promise<void>;
}

interface Run {
  readonly config: string;
  /** The command line. */
  readonly words?: readonly string[];
}

interface Fixtures {
  /** Starts the program; it is ended and its data are removed after the test. */
  readonly run: (options: Run) => Promise<Program>;
  /** The browser itself complains of requests that fail; a test that makes them fail says so here. */
  readonly mayLoseServer: boolean;
  readonly soundPage: void;
}

/** Every test also fails on an error in the page and on anything that the browser puts on its console as one. */
export const test = base.extend<Fixtures>({
  mayLoseServer: [false, { option: true }],
  soundPage: [
    async ({ page, mayLoseServer }, use) => {
      const faults: string[] = [];
      page.on("pageerror", (error) => faults.push(error.message));
      page.on("console", (message) => {
        const isLoss = mayLoseServer && message.text().startsWith("Failed to load resource");
        if (message.type() === "error" && !isLoss) faults.push(message.text());
      });
      await use();
      expect(faults, "errors and refused content on the page").toEqual([]);
    },
    { auto: true },
  ],
  // Playwright reads the names of fixtures from the braces, also when there are none.
  // oxlint-disable-next-line no-empty-pattern
  run: async ({}, use) => {
    const ending: (() => Promise<void>)[] = [];
    await use(async (options) => {
      const data = await mkdtemp(path.join(tmpdir(), "vedetta-wall-"));
      let server = await startRealServer({ ...options, data });
      ending.push(async () => {
        await server.end("SIGKILL");
        await rm(data, { recursive: true, force: true });
      });
      return programOf(server, async () => {
        server = await startRealServer({ ...options, data, port: Number(new URL(server.url).port) });
        return server;
      });
    });
    for (const end of ending) await end();
  },
});

function programOf(first: RealServer, startAgain: () => Promise<RealServer>): Program {
  let server = first;
  return {
    url: first.url,
    async end(signal) {
      await server.end(signal);
    },
    async start() {
      server = await startAgain();
    },
  };
}

export { expect } from "@playwright/test";
