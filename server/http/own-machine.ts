import type { Request, RequestHandler } from "express";

import type { Config } from "#config/schema.ts";
import { ProblemError } from "#wire/problem.ts";

const LOOPBACK = /^(127\.\d+\.\d+\.\d+|::1|::ffff:127\.\d+\.\d+\.\d+)$/;
const FORWARDED = ["forwarded", "x-forwarded-for", "x-real-ip", "via"] as const;

/**
 * Lets pass who sits at this machine, for what has no role of its own yet. Without an access
 * section nobody else can connect anyway. With one, a request that came through a proxy is
 * refused, because then every request comes from this machine.
 */
export const ownMachineOnly =
  ({ access, server }: Pick<Config, "access" | "server">): RequestHandler =>
  (req, _res, next) => {
    if (access === undefined || (!server.behindTls && isFromHere(req))) return next();
    throw new ProblemError("forbidden", {
      detail: "For the time being this is done at the machine itself, not over the network.",
    });
  };

/** A proxy that adds no header of its own still passes on the name by which it was asked. */
const isFromHere = ({ socket, headers }: Request): boolean =>
  LOOPBACK.test(socket.remoteAddress ?? "") &&
  isOwnName(headers.host) &&
  FORWARDED.every((header) => headers[header] === undefined);

function isOwnName(host = ""): boolean {
  const name = URL.canParse(`http://${host}`) ? new URL(`http://${host}`).hostname : "";
  return name === "localhost" || LOOPBACK.test(name.replace(/^\[(.*)\]$/, "$1"));
}
