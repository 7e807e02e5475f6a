/** What a failure means for whoever set the connection up, and what to do. */
import { type Finding, wrong } from "./finding.ts";
import type { Failure, Refusal, Unreachable } from "./failure.ts";

const UNREACHABLE: Readonly<Record<Unreachable, readonly [text: string, advice: string]>> = {
  "no-such-name": [
    "the name in baseUrl is not known here",
    "correct baseUrl, or the name service of this machine",
  ],
  "no-server": [
    "nothing answers at the address of baseUrl",
    "check host and port, that the web server runs, and the firewall in between",
  ],
  "time-out": [
    "no answer in time",
    "check that this machine may reach the web server, and that PHP is not overloaded",
  ],
  certificate: [
    "the certificate of the web server is not one that this machine trusts",
    "renew it, or name its authority in NODE_EXTRA_CA_CERTS; it is never ignored",
  ],
  other: ["the connection breaks off", "look into the log of the web server of Live Helper Chat"],
};

const REFUSED: Readonly<
  Record<Exclude<Refusal["kind"], "permission">, readonly [text: string, advice: string]>
> = {
  credentials: [
    "Live Helper Chat does not let this user in",
    "check username, the key in apiKeyFile, that the key is active, and that it may be used from this address. It was tried once only: failed logins are counted and may lock the user",
  ],
  "no-header": [
    "the Authorization header does not arrive at PHP",
    "let the web server pass it on: `CGIPassAuth On` in Apache, `fastcgi_param HTTP_AUTHORIZATION $http_authorization;` in nginx",
  ],
};

/** `what` was asked for, as a noun. */
export function failureFinding(what: string, failure: Failure): Finding {
  switch (failure.kind) {
    case "unreachable":
      return wrong(...UNREACHABLE[failure.why]);
    case "redirect": {
      const to = failure.to === null ? "another address" : failure.to;
      return wrong(
        `${what}: it sends on to ${to}, where the key is not taken`,
        "write the address it sends on to into baseUrl",
      );
    }
    case "status":
      return wrong(`${what}: HTTP ${failure.status} instead of an answer`, adviceOfStatus(failure.status));
    case "refused":
      return failure.refusal.kind === "permission"
        ? wrong(
            `${what}: the permission \`${failure.refusal.permission}\` is missing`,
            "give it to the role of the user to whom the key belongs",
          )
        : wrong(...REFUSED[failure.refusal.kind]);
    case "malformed":
      return wrong(
        `${what}: an answer that is not one of Live Helper Chat`,
        "baseUrl must end with /index.php, or with the path under which its site_admin lies",
      );
  }
}

function adviceOfStatus(status: number): string {
  if (status === 404)
    return "baseUrl must end with /index.php, and a proxy in between must know this address";
  if (status === 401 || status === 403 || status === 405)
    return "a proxy in between does not let it pass: allow this address for GET";
  return status >= 500
    ? "look into the log of the web server of Live Helper Chat"
    : "open the address in a browser and see what is there";
}
