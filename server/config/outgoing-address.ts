import { literalOf, reachOf } from "./address-reach.ts";

/** What the configuration lets an outgoing address be. */
export interface AddressRules {
  readonly allowHttp: boolean;
  readonly allowPrivate: boolean;
}

/** Why something must not be sent to this address, as a sentence that does not repeat it; `null`: it may. Names are not looked up. */
export function addressFault(text: string, rules: AddressRules): string | null {
  const url = URL.parse(text);
  if (url === null || !/^https?:$/.test(url.protocol)) return "use an address that begins with https://";
  if (url.username + url.password + url.hash !== "")
    return "leave user name, password and # out of the address";
  if (url.protocol === "http:" && !rules.allowHttp)
    return "use https://, or add allowHttp: true if everyone on the way may read it";
  return hostFault(literalOf(url), rules);
}

/** The same for an address instead of a name; `null` stands for a name. */
export function hostFault(literal: string | null, { allowPrivate }: AddressRules): string | null {
  const reach = literal === null ? "outside" : reachOf(literal);
  if (reach === "never") return "no receiver is at this address: it is link-local, multicast or reserved";
  if (reach === "inside" && !allowPrivate)
    return "this address is in the own network: add allowPrivate: true if that is meant";
  return null;
}
