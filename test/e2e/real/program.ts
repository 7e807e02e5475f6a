/** Browser tests of the wall against the program itself, each on a port and a data directory of its own. */
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";

import { test as base, expect } from "@playwright/test";

import { freePort } from "../../../scripts/free-port.ts";
import type { Owner } from "../../support/owner.ts";
import { type RealServer, startRealServer } from "../../support/real-server.ts";

export interface Program {
  readonly url: string;
  /** Its data directory. */
  readonly data: string;
  /** Ends the process and resolves when it is gone. */
  end(signal: NodeJS.Signals): Promise<void>;
  /** Starts it again, with the same data and on the same port. */
  start(): Promise<void>;
}

interface Run {
  readonly config: string;
  /** The command line. */
  readonly words?: readonly string[];
  readonly port?: number;
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
    // Asks for `run` so that the page is closed before the program is ended under it.
    async ({ page, mayLoseServer, run: _run }, use) => {
      const faults: string[] = [];
      page.on("pageerror", (error) => faults.push(error.message));
      page.on("console", (message) => {
        const isLoss = mayLoseServer && message.text().startsWith("Failed to load resource");
        if (message.type() === "error" && !isLoss) faults.push(message.text());
      });
      await use();
      await page.close();
      expect(faults, "errors and refused content on the page").toEqual([]);
    },
    { auto: true },
  ],
  // Playwright reads the names of fixtures from the braces, also when there are none.
  // oxlint-disable-next-line no-empty-pattern
  run: async ({}, use) => {
    await using running = new AsyncDisposableStack();
    await use(async (options) => {
      const data = await mkdtemp(path.join(tmpdir(), "vedetta-wall-"));
      running.defer(() => rm(data, { recursive: true, force: true }));
      const owner: Owner = { after: (task) => running.defer(async () => void (await task())) };
      return startProgram(owner, options, data);
    });
  },
});

async function startProgram(owner: Owner, options: Run, data: string): Promise<Program> {
  const port = options.port ?? (await freePort());
  const start = (): Promise<RealServer> => startRealServer(owner, { ...options, data, port });
  let server = await start();
  const { url } = server;
  return {
    url,
    data,
    async end(signal) {
      await server.end(signal);
    },
    async start() {
      server = await start();
    },
  };
}

export { expect } from "@playwright/test";
