import type { Request, Response } from "express";

import type { Deed } from "#access/audit-chain.ts";
import type { Clock } from "#engine/ports.ts";

import type { Access } from "./access.ts";
import { actorOf, nameOf } from "./principal.ts";

/** For routes on which somebody does something: who it is, and a row of the audit log when it is done. */
export interface Witness {
  /** As colleagues know them; `null`: nobody logs in here, so a name has to be typed. */
  nameOf(req: Request, res: Response): string | null;
  note(req: Request, res: Response, deed: Deed, target: string): void;
}

export function createWitness(
  { audit, principalOf, addressOf }: Pick<Access, "audit" | "principalOf" | "addressOf">,
  clock: Clock,
): Witness {
  return {
    nameOf: (req, res) => nameOf(principalOf(req, res)),
    note(req, res, deed, target) {
      audit.write(
        { actor: actorOf(principalOf(req, res)), deed, target, address: addressOf(req) },
        clock.now(),
      );
    },
  };
}
