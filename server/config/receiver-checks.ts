/** What is wrong with receivers and the watchdog beyond their shape. */
import type { ConfigFault } from "./fault.ts";
import { addressFault, hostFault } from "./outgoing-address.ts";
import type { ReadableParts } from "./readable-parts.ts";
import type { ReceiverConfig, ReceiverConfigOf, WatchdogConfig } from "./receiver-schema.ts";
import { reachOf } from "./address-reach.ts";
import { isIP } from "node:net";

export function receiverFaults({ receivers, watchdog }: ReadableParts): ConfigFault[] {
  return [
    ...(receivers ?? []).flatMap((receiver, index) =>
      receiver === null ? [] : faultsOf(receiver, ["receivers", index]),
    ),
    ...(watchdog === undefined ? [] : watchdogFaults(watchdog)),
  ];
}

function faultsOf(receiver: ReceiverConfig, path: ConfigFault["path"]): ConfigFault[] {
  switch (receiver.kind) {
    case "standard":
    case "alertmanager":
    case "pagerduty":
    case "ntfy":
    case "telegram":
      return at([...path, "url"], addressFault(receiver.url, receiver));
    case "slack":
    case "mattermost":
    case "teams":
      return [];
    case "email":
      return emailFaults(receiver, path);
  }
}

function emailFaults(receiver: ReceiverConfigOf<"email">, path: ConfigFault["path"]): ConfigFault[] {
  const { host, username, passwordFile, security, allowPrivate } = receiver;
  const literal = isIP(host) === 0 ? null : host;
  const faults = at([...path, "host"], hostFault(literal, { allowHttp: true, ...receiver }));
  if (security === "plain" && username !== undefined)
    faults.push({
      path: [...path, "security"],
      message: "use tls or starttls: a password never goes over a connection without TLS",
    });
  // Where a name leads is checked at the connection.
  if (security === "plain" && (literal === null ? !allowPrivate : reachOf(literal) === "outside"))
    faults.push({
      path: [...path, "security"],
      message: "use tls or starttls: plain is for an address of the own network, with allowPrivate: true",
    });
  if ((username === undefined) !== (passwordFile === undefined))
    faults.push({ path, message: "username and passwordFile belong together: add the other one" });
  return faults;
}

function watchdogFaults(watchdog: WatchdogConfig): ConfigFault[] {
  const { url, urlFile } = watchdog;
  if ((url === undefined) === (urlFile === undefined))
    return [{ path: ["watchdog"], message: "add url or urlFile, and only one of them" }];
  return url === undefined ? [] : at(["watchdog", "url"], addressFault(url, watchdog));
}

const at = (path: ConfigFault["path"], message: string | null): ConfigFault[] =>
  message === null ? [] : [{ path, message }];
