/** What is wrong with the bus beyond its shape. */
import { type BusAddress, busAddressOf, isOpenToOthers } from "./bus-address.ts";
import type { ReadableBus } from "./bus-schema.ts";
import type { ConfigFault } from "./fault.ts";
import type { ReadableParts } from "./readable-parts.ts";
import { authorityFault, passwordFault, type SecretFile } from "./receiver-files.ts";

export function busFaults({ bus, sourceParts }: ReadableParts): ConfigFault[] {
  if (bus === undefined) return [];
  const isSimulated = sourceParts?.some((source) => source?.kind === "simulation") ?? false;
  return [
    ...(isSimulated
      ? [
          {
            path: ["bus"],
            message: "simulated figures never go to other nodes: leave the simulation or the bus out",
          },
        ]
      : []),
    ...addressFaults(bus),
    ...tlsFaults(bus),
    ...credentialFaults(bus),
    ...secretFaults(bus),
  ];
}

function addressFaults({ url, sentinels, master, allowPlain }: ReadableBus): ConfigFault[] {
  if ((url === undefined) === (sentinels === undefined))
    return [fault([], "add url or sentinels, and only one of them")];
  const plain = (address: BusAddress, path: ConfigFault["path"]): ConfigFault[] =>
    isOpenToOthers(address) && !allowPlain
      ? [fault(path, "use rediss://, or add allowPlain: true if everyone on the way may read it")]
      : [];
  if (url !== undefined)
    return [
      ...plain(busAddressOf(url, "server"), ["url"]),
      ...(master === undefined ? [] : [fault(["master"], "belongs to sentinels: leave it out with url")]),
    ];
  const addresses = (sentinels ?? []).map((text) => busAddressOf(text, "sentinel"));
  return [
    ...(master === undefined
      ? [fault([], "add master: the name under which the sentinels watch the servers")]
      : []),
    ...(new Set(addresses.map(({ tls }) => tls)).size > 1
      ? [fault(["sentinels"], "let all of them begin with rediss://, or all with redis://")]
      : addresses.flatMap((address, index) => plain(address, ["sentinels", index]))),
  ];
}

/** TLS is chosen by the address alone. */
function tlsFaults(bus: ReadableBus): ConfigFault[] {
  const { url, sentinels, certificateFile, keyFile } = bus;
  const isTls = [url, ...(sentinels ?? [])].some((text) => text?.startsWith("rediss:"));
  const unused = (["caFile", "certificateFile", "keyFile", "serverName"] as const).filter(
    (key) => !isTls && bus[key] !== undefined,
  );
  return [
    ...unused.map((key) => fault([key], "is for addresses that begin with rediss://")),
    ...((certificateFile === undefined) === (keyFile === undefined)
      ? []
      : [fault([], "certificateFile and keyFile belong together: add the other one")]),
  ];
}

function credentialFaults(bus: ReadableBus): ConfigFault[] {
  const { sentinels, username, passwordFile, sentinelUsername, sentinelPasswordFile } = bus;
  const faults: ConfigFault[] = [];
  if (username !== undefined && passwordFile === undefined)
    faults.push(fault([], "add passwordFile: a user needs one"));
  if (sentinelUsername !== undefined && sentinelPasswordFile === undefined)
    faults.push(fault([], "add sentinelPasswordFile: a user needs one"));
  if (sentinels === undefined && sentinelPasswordFile !== undefined)
    faults.push(fault(["sentinelPasswordFile"], "belongs to sentinels: leave it out with url"));
  return faults;
}

function secretFaults({ passwordFile, secretFile }: ReadableBus): ConfigFault[] {
  return secretFile !== undefined && secretFile === passwordFile
    ? [
        fault(
          ["secretFile"],
          "name another file than passwordFile: whoever knows the password is no node yet",
        ),
      ]
    : [];
}

const fault = (path: ConfigFault["path"], message: string): ConfigFault => ({
  path: ["bus", ...path],
  message,
});

/** The files that the bus names: what each must hold. No fault repeats anything of a file. */
export function filesOfBus(bus: ReadableBus): readonly SecretFile[] {
  const expected = [
    ["caFile", authorityFault],
    ["certificateFile", authorityFault],
    ["keyFile", privateKeyFault],
    ["passwordFile", passwordFault],
    ["sentinelPasswordFile", passwordFault],
    ["secretFile", nodesSecretFault],
  ] as const;
  return expected.flatMap(([key, faultOf]) => {
    const file = bus[key];
    return file === undefined ? [] : [{ path: [key], file, faultOf }];
  });
}

/** 64 digits of `openssl rand -hex 32`; a sentence that somebody can guess is none. */
const nodesSecretFault = (text: string): string | null =>
  /^[\x21-\x7e]{43,}$/.test(text)
    ? null
    : "the secret is one word of at least 43 letters and digits: make one with `openssl rand -hex 32`";

const privateKeyFault = (text: string): string | null =>
  /-----BEGIN [A-Z ]*PRIVATE KEY-----/.test(text) ? null : "the file must hold a private key in PEM";
