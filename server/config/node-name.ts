/** The name by which a node is told from the others. */
import { hostname } from "node:os";

import type { BusConfig } from "./bus-schema.ts";
import type { ConfigFault } from "./fault.ts";

/** What machines are called that nobody named. */
const NAMELESS = new Set(["", "localhost"]);

/** That of the configuration, else the first label of the machine's name. */
export const nodeNameOf = (bus: Pick<BusConfig, "node">, machine: string = hostname()): string =>
  bus.node ?? nameOfMachine(machine);

/** Nodes of one name cannot be told apart; whether another has the same is seen on the bus. */
export function nodeNameFaults(bus: Pick<BusConfig, "node">, machine: string = hostname()): ConfigFault[] {
  return NAMELESS.has(nodeNameOf(bus, machine))
    ? [
        {
          path: ["bus"],
          message:
            "add node, or set VEDETTA_NODE: this machine has no name of its own by which others know it",
        },
      ]
    : [];
}

const nameOfMachine = (machine: string): string =>
  (machine.toLowerCase().split(".")[0] ?? "").replace(/[^a-z0-9_-]/g, "-").slice(0, 41);
