/**
 * Whose an address is, for counting: of IPv6 the first 64 bits, of which every line has all addresses
 * for itself; an IPv4 address as it is. With 48 bits it is whose lines they may be: a house gets up to 65,536 of them.
 */
export function networkOf(address: string, bits: 48 | 64 = 64): string {
  if (!address.includes(":")) return address;
  const [head = "", tail = ""] = (address.split("%")[0] ?? "").split("::");
  const [left, right] = [head, tail].map((text) => text.split(":").filter((group) => group !== ""));
  const missing = address.includes("::") ? 8 - (left?.length ?? 0) - (right?.length ?? 0) : 0;
  const groups = [
    ...(left ?? []),
    ...Array.from({ length: Math.max(0, missing) }, () => "0"),
    ...(right ?? []),
  ];
  return `${groups
    .slice(0, bits / 16)
    .map((group) => Number.parseInt(group, 16).toString(16))
    .join(":")}::/${bits}`;
}

/**
 * Of what is there in the order of its age: the first of the network that has the most, and more than `atLeast`. Somebody who
 * fills a list loses their own.
 */
export function oldestOfFullest<T>(
  items: readonly T[],
  networkOfItem: (item: T) => string,
  atLeast = 0,
): T | undefined {
  const byNetwork = Map.groupBy(items, networkOfItem);
  const [fullest = []] = [...byNetwork.values()].toSorted((a, b) => b.length - a.length);
  return fullest.length > atLeast ? fullest[0] : undefined;
}
